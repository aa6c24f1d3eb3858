package io.finsolutions.pipeline.streaming;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what has to come true, for a while. */
public final class Eventually {
  private static final Duration BETWEEN = Duration.ofMillis(5);

  private Eventually() {}

  /** Returns once the condition holds, and fails if it does not within ten seconds. */
  public static void await(String condition, Callable<Boolean> holds) {
    await(condition, Duration.ofSeconds(10), holds);
  }

  /** Returns once the condition holds, and fails if it does not in time. */
  public static void await(String condition, Duration limit, Callable<Boolean> holds) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!asked(holds)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + limit.toSeconds() + " s: " + condition);
      }
      LockSupport.parkNanos(BETWEEN.toNanos());
    }
  }

  private static boolean asked(Callable<Boolean> holds) {
    try {
      return holds.call();
    } catch (Exception e) {
      throw new AssertionError("the condition cannot be checked", e);
    }
  }
}
