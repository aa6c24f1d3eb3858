package io.finsolutions.pipeline.coinbase;

import java.time.Duration;

/** Time that passes only by sleeping, and then at once. */
final class ManualTime implements MonotonicTime {
  private long nanos = -5_000_000_000L;
  private long slept;

  @Override
  public synchronized long nanos() {
    return nanos;
  }

  @Override
  public synchronized void sleep(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    nanos += duration.toNanos();
    slept += duration.toNanos();
  }

  synchronized Duration slept() {
    return Duration.ofNanos(slept);
  }
}
