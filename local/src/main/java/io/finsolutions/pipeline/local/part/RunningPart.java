package io.finsolutions.pipeline.local.part;

import java.time.Duration;

/** A part that was started. */
public interface RunningPart {
  /** The number of its process. */
  long pid();

  /** Waits for its end and says how it ended. */
  Ending awaitEnding() throws InterruptedException;

  /**
   * Asks it to end, and kills it if it does not in time.
   *
   * @param bound how long it may take; zero kills it at once
   */
  void stop(Duration bound) throws InterruptedException;
}
