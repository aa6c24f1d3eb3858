package io.finsolutions.pipeline.streaming.source;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Signs in this process that epochs of the query end, trades or not, which is when their rows are
 * in the store. The driver hears of each, whoever does the work. Spark makes sources itself and
 * gives nobody else a hold of them, so there is one count for the process.
 */
public final class Epochs {
  private static final AtomicLong COUNT = new AtomicLong();
  private static volatile long lastEnd = System.nanoTime();

  private Epochs() {}

  /** Notes that one has ended. */
  public static void ended() {
    lastEnd = System.nanoTime();
    COUNT.incrementAndGet();
  }

  /** How many have ended so far. */
  public static long count() {
    return COUNT.get();
  }

  /** How long ago the last one ended; before the first, for how long anybody has asked. */
  public static Duration silence() {
    return Duration.ofNanos(System.nanoTime() - lastEnd);
  }
}
