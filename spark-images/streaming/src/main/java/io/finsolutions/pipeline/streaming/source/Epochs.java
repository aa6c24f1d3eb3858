package io.finsolutions.pipeline.streaming.source;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Signs in this process that the query goes from epoch to epoch, trades or not. A driver that does
 * the work itself sees each begin; one with executors only hears of their ends. Spark makes sources
 * and writers itself and gives nobody else a hold of them, so there is one count for the process.
 */
public final class Epochs {
  private static final AtomicLong COUNT = new AtomicLong();
  private static volatile long lastSign = System.nanoTime();

  private Epochs() {}

  /** Notes that one has begun, or has ended. */
  public static void seen() {
    lastSign = System.nanoTime();
    COUNT.incrementAndGet();
  }

  /** How many signs there were so far. */
  public static long count() {
    return COUNT.get();
  }

  /** How long ago the last sign was; before the first, for how long anybody has asked. */
  public static Duration silence() {
    return Duration.ofNanos(System.nanoTime() - lastSign);
  }
}
