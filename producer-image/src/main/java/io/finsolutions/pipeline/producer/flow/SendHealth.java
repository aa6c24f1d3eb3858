package io.finsolutions.pipeline.producer.flow;

import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether Kafka takes what it is sent. While it does not, fetching the lost trades again would only
 * lose them again: that pauses, for longer each time, until there is a sign that Kafka is back.
 */
final class SendHealth {
  private static final Logger LOG = LoggerFactory.getLogger(SendHealth.class);
  private static final Duration CALM = Duration.ofMinutes(1);

  private final RetryTimer retry = new RetryTimer();
  private boolean failing;
  private Instant failingSince = Instant.MIN;
  private Instant lastFailure = Instant.MIN;
  private long lost;

  /** Learns what came of trades. */
  void update(SendOutcomes outcomes, Instant now) {
    if (!outcomes.failed().isEmpty()) {
      if (!failing) {
        failing = true;
        failingSince = now;
        LOG.warn("kafka does not take trades reason=\"{}\"", outcomes.lastFailure());
      }
      lost += outcomes.failed().size();
      lastFailure = now;
      if (!retry.started() || retry.due(now)) {
        retry.failed(now);
      }
    } else if (failing && outcomes.acknowledged() > 0) {
      failing = false;
      LOG.info(
          "kafka takes trades again after={} trades_to_fetch_again={}",
          Duration.between(failingSince, now),
          lost);
      lost = 0;
    }
    if (!failing && retry.started() && now.isAfter(lastFailure.plus(CALM))) {
      retry.begin();
      retry.succeeded();
    }
  }

  /** Kafka may be back: no need to wait any longer. */
  void hasten(Instant now) {
    retry.hasten(now);
  }

  /** Whether the last trade of which something is known got into the topic. */
  boolean accepting() {
    return !failing;
  }

  /** Whether trades may be fetched from the history now. */
  boolean mayFetch(Instant now) {
    return !retry.started() || retry.due(now);
  }
}
