package io.finsolutions.pipeline.harness;

import java.util.Map;

/**
 * A topic in the Kafka that {@link StandInTopicOperator} pretends to.
 *
 * @param id stays the same for the topic's life
 * @param config the configuration that differs from the broker's, as text
 */
public record KafkaTopicState(String id, int partitions, int replicas, Map<String, String> config) {
  public KafkaTopicState {
    config = Map.copyOf(config);
  }

  KafkaTopicState with(int newPartitions, Map<String, String> newConfig) {
    return new KafkaTopicState(id, newPartitions, replicas, newConfig);
  }
}
