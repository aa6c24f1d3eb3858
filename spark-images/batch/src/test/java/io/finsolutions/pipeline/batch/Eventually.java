package io.finsolutions.pipeline.batch;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for what comes true in its own time. */
final class Eventually {
  private static final long POLL_MILLIS = 50;

  private Eventually() {}

  /** Returns once the condition holds; fails, naming what was awaited, if it does not in time. */
  static void await(String what, Duration bound, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + bound.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + bound.toSeconds() + " s: " + what);
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }
}
