package io.finsolutions.pipeline.store;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what has to come true, for a while. */
final class Eventually {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final Duration BETWEEN = Duration.ofMillis(20);

  private Eventually() {}

  /** Returns once the condition holds, and fails if it does not within twenty seconds. */
  static void await(String condition, Callable<Boolean> holds) throws Exception {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (!holds.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + DEADLINE.toSeconds() + " s: " + condition);
      }
      LockSupport.parkNanos(BETWEEN.toNanos());
    }
  }
}
