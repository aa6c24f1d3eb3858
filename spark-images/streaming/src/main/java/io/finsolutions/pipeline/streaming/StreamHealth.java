package io.finsolutions.pipeline.streaming;

import io.finsolutions.pipeline.service.Health;
import io.finsolutions.pipeline.streaming.source.Epochs;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether the query reads. It goes from epoch to epoch, trades or not, so an epoch of a moment ago
 * says so even of a pair that nobody trades.
 */
final class StreamHealth implements Health {
  private static final Duration READY_WITHIN = Duration.ofSeconds(10);
  private static final Duration LIVE_WITHIN = Duration.ofMinutes(10);

  private volatile String trouble = "the query has not started yet";
  private volatile long epochsBefore = Epochs.count();

  void queryStarted() {
    trouble = null;
  }

  void queryEnded(String reason) {
    trouble = reason;
    epochsBefore = Epochs.count();
  }

  @Override
  public Optional<String> whyNotLive() {
    Duration silence = Epochs.silence();
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
    if (Epochs.count() == epochsBefore) {
      return Optional.of("the query has started and opened no epoch yet");
    }
    Duration silence = Epochs.silence();
    return silence.compareTo(READY_WITHIN) > 0
        ? Optional.of("the query has opened no epoch for " + silence.toSeconds() + " s")
        : Optional.empty();
  }
}
