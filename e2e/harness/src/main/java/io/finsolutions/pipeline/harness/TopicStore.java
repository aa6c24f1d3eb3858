package io.finsolutions.pipeline.harness;

import java.util.Map;
import java.util.Optional;

/**
 * The topics of Kafka clusters, one in each namespace. Every method throws {@link
 * KafkaRefusalException} if Kafka does not do what it is asked.
 */
public interface TopicStore {
  /** A topic, if it is there. */
  Optional<KafkaTopicState> find(String namespace, String topic);

  /** Makes a topic that is not there. */
  KafkaTopicState create(
      String namespace, String topic, int partitions, int replicas, Map<String, String> config);

  /**
   * Changes a topic that is there.
   *
   * @param partitions as many as it has, or more
   * @param config all settings that it is to have; others get their default
   */
  void change(String namespace, String topic, int partitions, Map<String, String> config);

  /** Deletes a topic; one that is not there is no error. */
  void delete(String namespace, String topic);
}
