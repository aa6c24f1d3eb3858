package io.finsolutions.pipeline.local.view;

/** How large a terminal is at the moment. */
public interface TerminalSize {
  /** Characters on a line. */
  int columns();

  /** Lines on the screen. */
  int rows();
}
