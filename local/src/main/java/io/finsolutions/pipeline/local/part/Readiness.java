package io.finsolutions.pipeline.local.part;

/** Tells whether a process does its work. */
@FunctionalInterface
public interface Readiness {
  /** Asks; takes a second at most. */
  boolean isReady();
}
