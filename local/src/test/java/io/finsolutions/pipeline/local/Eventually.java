package io.finsolutions.pipeline.local;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what will come about. */
public final class Eventually {
  private static final long POLL_MILLIS = 50;

  private Eventually() {}

  /** Returns once the condition holds; fails if that takes longer than the bound. */
  public static void holds(String what, Duration bound, Callable<Boolean> condition)
      throws Exception {
    long deadline = System.nanoTime() + bound.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("within " + bound.toSeconds() + " s it is not so that " + what);
      }
      Thread.sleep(POLL_MILLIS);
    }
  }
}
