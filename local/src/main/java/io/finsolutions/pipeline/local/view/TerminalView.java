package io.finsolutions.pipeline.local.view;

import java.io.PrintStream;
import java.util.List;

/** Keeps the screen at the end of a terminal and draws it anew in place. */
public final class TerminalView implements LiveView {
  private static final String HIDE_CURSOR = "\u001b[?25l";
  private static final String SHOW_CURSOR = "\u001b[?25h";
  private static final String ERASE_TO_END_OF_LINE = "\u001b[K";
  private static final String ERASE_BELOW = "\u001b[J";

  private final PrintStream out;
  private final TerminalSize size;
  private final ScreenView screen;
  private List<Line> drawn = List.of();
  private boolean closed;

  /**
   * A view of a terminal.
   *
   * @param blocks whether it can show block characters
   */
  public TerminalView(PrintStream out, TerminalSize size, boolean blocks) {
    this.out = out;
    this.size = size;
    this.screen = new ScreenView(blocks);
  }

  @Override
  public synchronized void say(String line) {
    out.print(toTop() + line + ERASE_TO_END_OF_LINE + "\n" + lines(drawn));
    out.flush();
  }

  @Override
  public synchronized void show(PipelineSnapshot snapshot) {
    if (closed) {
      return;
    }
    String top = toTop();
    drawn = screen.render(snapshot, size.columns(), size.rows());
    out.print(HIDE_CURSOR + top + lines(drawn));
    out.flush();
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      drawn = List.of();
      out.print(SHOW_CURSOR);
      out.flush();
    }
  }

  private String toTop() {
    return drawn.isEmpty() ? "\r" : "\u001b[" + drawn.size() + "A\r";
  }

  private static String lines(List<Line> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line.ansi()).append(ERASE_TO_END_OF_LINE).append('\n'));
    return text.append(ERASE_BELOW).toString();
  }
}
