package io.finsolutions.pipeline.harness;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what comes true in its own time. */
public final class Eventually {
  private static final Duration USUAL_LIMIT = Duration.ofSeconds(20);
  private static final Duration BETWEEN = Duration.ofMillis(20);

  private Eventually() {}

  /** An assertion, which fails by an {@link AssertionError}. */
  @FunctionalInterface
  public interface Assertion {
    void check() throws Exception;
  }

  /**
   * Returns once the condition holds; fails, naming what was awaited, if it does not within 20 s.
   */
  public static void await(String what, Callable<Boolean> condition) {
    await(what, USUAL_LIMIT, condition);
  }

  /** Returns once the condition holds; fails, naming what was awaited, if it does not in time. */
  public static void await(String what, Duration limit, Callable<Boolean> condition) {
    passes(
        limit,
        () -> {
          if (!condition.call()) {
            throw new AssertionError("not within " + limit.toSeconds() + " s: " + what);
          }
        });
  }

  /** Returns once the assertion passes; fails as it did last if it does not within 20 s. */
  public static void passes(Assertion assertion) {
    passes(USUAL_LIMIT, assertion);
  }

  /** Returns once the assertion passes; fails as it did last if it does not in time. */
  public static void passes(Duration limit, Assertion assertion) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      try {
        assertion.check();
        return;
      } catch (AssertionError e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
      } catch (Exception e) {
        throw new AssertionError("the condition cannot be checked: " + e.getMessage(), e);
      }
      LockSupport.parkNanos(BETWEEN.toNanos());
      if (Thread.currentThread().isInterrupted()) {
        throw new AssertionError("interrupted while waiting");
      }
    }
  }
}
