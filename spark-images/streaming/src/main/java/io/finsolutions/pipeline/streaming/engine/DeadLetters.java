package io.finsolutions.pipeline.streaming.engine;

import java.util.List;

/** Where records go that cannot be counted. */
public interface DeadLetters {
  /**
   * Keeps the records, and returns once they are safe. The same records may be kept again after a
   * failure.
   *
   * @throws InterruptedException if interrupted while waiting
   * @throws java.util.concurrent.ExecutionException if they could not be kept
   */
  void keep(List<Reject> rejects)
      throws InterruptedException, java.util.concurrent.ExecutionException;
}
