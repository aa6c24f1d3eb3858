package io.finsolutions.pipeline.producer;

import io.finsolutions.pipeline.coinbase.CoinbaseEndpoints;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.KafkaAccess;
import io.finsolutions.pipeline.service.UsageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.internals.Topic;

/**
 * What the producer is to do.
 *
 * @param product the pair whose trades it brings
 * @param endpoints where the exchange answers
 * @param kafka where Kafka is
 * @param tradesTopic where trades go
 * @param deadLetterTopic where goes what does not count
 * @param managementPort of probes and metrics; 0 for any that is free
 * @param backfillHorizon how far back holes are filled; above zero
 * @param holePatience how long a hole may be filled by the feed before the history is asked
 * @param startupTimeout how long to wait for Kafka and its topics at the start
 */
record ProducerSettings(
    TradingPair product,
    CoinbaseEndpoints endpoints,
    KafkaAccess kafka,
    String tradesTopic,
    String deadLetterTopic,
    int managementPort,
    Duration backfillHorizon,
    Duration holePatience,
    Duration startupTimeout) {

  /**
   * Checks the ranges.
   *
   * @throws UsageException with all problems at once
   */
  ProducerSettings {
    List<String> problems = new ArrayList<>();
    if (kafka.bootstrapServers().isBlank()) {
      problems.add("--kafka-bootstrap-servers is empty");
    }
    checkTopic("--trades-topic", tradesTopic, problems);
    checkTopic("--dead-letter-topic", deadLetterTopic, problems);
    if (tradesTopic.equals(deadLetterTopic)) {
      problems.add("--trades-topic and --dead-letter-topic are both " + tradesTopic);
    }
    if (managementPort < 0 || managementPort > 65_535) {
      problems.add("--management-port " + managementPort + " is not within 0 and 65535");
    }
    if (backfillHorizon.isZero()) {
      problems.add("--backfill-horizon is zero; the shortest that makes sense is some minutes");
    }
    if (!problems.isEmpty()) {
      throw new UsageException(String.join("; ", problems));
    }
  }

  private static void checkTopic(String flag, String topic, List<String> problems) {
    try {
      Topic.validate(topic);
    } catch (InvalidTopicException e) {
      problems.add(flag + ": " + e.getMessage());
    }
  }
}
