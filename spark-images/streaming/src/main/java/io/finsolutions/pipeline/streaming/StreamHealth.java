package io.finsolutions.pipeline.streaming;

import io.finsolutions.pipeline.service.Health;
import io.finsolutions.pipeline.streaming.source.Epochs;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether the query counts. Epochs end, trades or not, so one that ended a moment ago says so even
 * of a pair that nobody trades.
 */
final class StreamHealth implements Health {
  private static final Duration READY_WITHIN = Duration.ofSeconds(10);
  private static final Duration LIVE_WITHIN = Duration.ofMinutes(10);

  private static final String NOT_STARTED = "the query has not started yet";

  private volatile String whyNone = NOT_STARTED;
  private volatile boolean running;
  private volatile long startedNanos;
  private volatile long epochsBefore = Epochs.count();

  void queryStarted() {
    startedNanos = System.nanoTime();
    running = true;
    if (whyNone.equals(NOT_STARTED)) {
      whyNone = "the query has started and counted nothing yet";
    }
  }

  /** What has ended one query is likely to end the next, until that has counted something. */
  void queryEnded(String reason) {
    running = false;
    whyNone = reason;
    epochsBefore = Epochs.count();
  }

  @Override
  public Optional<String> whyNotLive() {
    Duration sinceStart = Duration.ofNanos(System.nanoTime() - startedNanos);
    Duration silence = Epochs.silence();
    return running && isLong(silence) && isLong(sinceStart)
        ? Optional.of("the query runs but has counted nothing for " + silence.toSeconds() + " s")
        : Optional.empty();
  }

  private static boolean isLong(Duration duration) {
    return duration.compareTo(LIVE_WITHIN) > 0;
  }

  @Override
  public Optional<String> whyNotReady() {
    if (Epochs.count() == epochsBefore) {
      return Optional.of(whyNone);
    }
    Duration silence = Epochs.silence();
    return silence.compareTo(READY_WITHIN) > 0
        ? Optional.of("the query has counted nothing for " + silence.toSeconds() + " s")
        : Optional.empty();
  }
}
