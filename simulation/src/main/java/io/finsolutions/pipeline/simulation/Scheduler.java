package io.finsolutions.pipeline.simulation;

/** Says who acts when. */
interface Scheduler {
  /** Lets others act for a moment, while somebody waits. */
  void interleave();
}
