package io.finsolutions.pipeline.producer;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for what takes its time. */
final class Eventually {
  private static final long POLL_MILLIS = 50;

  private Eventually() {}

  /** Waits until a condition holds; fails if that takes longer than {@code bound}. */
  static void within(Duration bound, String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + bound.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + bound.toSeconds() + " s: " + what);
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }
}
