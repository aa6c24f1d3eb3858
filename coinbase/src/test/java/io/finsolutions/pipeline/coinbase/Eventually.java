package io.finsolutions.pipeline.coinbase;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, and fails with its description when it does not come true in time. */
final class Eventually {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(5);

  private Eventually() {}

  static void await(String description, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > DEADLINE.toNanos()) {
        throw new AssertionError("not within " + DEADLINE + ": " + description);
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }
}
