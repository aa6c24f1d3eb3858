package io.finsolutions.pipeline.streaming;

import io.finsolutions.pipeline.service.Health;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether the query reads. It goes from epoch to epoch, trades or not, so an epoch that began a
 * moment ago says so even of a pair that nobody trades.
 */
final class StreamHealth implements Health {
  private static final Duration READY_WITHIN = Duration.ofSeconds(10);
  private static final Duration LIVE_WITHIN = Duration.ofMinutes(10);

  private static final long STARTED = System.nanoTime();
  private static volatile long lastEpoch;
  private static volatile boolean opened;

  private volatile String trouble = "the query has not started yet";

  /** Notes that an epoch has begun. */
  static void epochOpened() {
    lastEpoch = System.nanoTime();
    opened = true;
  }

  void queryStarted() {
    trouble = null;
  }

  void queryEnded(String reason) {
    trouble = reason;
    opened = false;
  }

  @Override
  public Optional<String> whyNotLive() {
    Duration silence = Duration.ofNanos(System.nanoTime() - Math.max(STARTED, lastEpoch));
    return silence.compareTo(LIVE_WITHIN) > 0 && trouble == null
        ? Optional.of("the query runs but has read nothing for " + silence.toSeconds() + " s")
        : Optional.empty();
  }

  @Override
  public Optional<String> whyNotReady() {
    String current = trouble;
    if (current != null) {
      return Optional.of(current);
    }
    if (!opened) {
      return Optional.of("the query has started and opened no epoch yet");
    }
    Duration silence = Duration.ofNanos(System.nanoTime() - lastEpoch);
    return silence.compareTo(READY_WITHIN) > 0
        ? Optional.of("the query has opened no epoch for " + silence.toSeconds() + " s")
        : Optional.empty();
  }
}
