package io.finsolutions.pipeline.local.run;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tells everybody that waits that the run ends; the first reason is the one that counts. */
public final class EndSignal {
  private final CompletableFuture<RunEnd> end = new CompletableFuture<>();

  /** Not given yet. */
  public EndSignal() {}

  /** Ends the run. */
  public void give(RunEnd reason) {
    end.complete(reason);
  }

  /** Whether the run ends. */
  public boolean isGiven() {
    return end.isDone();
  }

  /**
   * Waits until something is there.
   *
   * @throws RunEndedException if the run ends first
   */
  public void await(CompletableFuture<Void> something)
      throws InterruptedException, RunEndedException {
    get(CompletableFuture.anyOf(something, end));
    if (isGiven()) {
      throw new RunEndedException(end.join());
    }
  }

  /**
   * Lets time pass.
   *
   * @throws RunEndedException if the run ends meanwhile
   */
  public void pause(Duration length) throws InterruptedException, RunEndedException {
    boolean given = true;
    try {
      end.get(length.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      given = false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    if (given) {
      throw new RunEndedException(end.join());
    }
  }

  private static void get(CompletableFuture<?> future) throws InterruptedException {
    try {
      future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
