package io.finsolutions.pipeline.harness;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;

/**
 * A {@link TopicOperator} without a Kafka: the topics of each namespace are kept in memory, on
 * three brokers that do not exist.
 */
public final class StandInTopicOperator implements AutoCloseable {
  private final KafkaTopics kafka;
  private final TopicOperator operator;

  private StandInTopicOperator(KafkaTopics kafka, TopicOperator operator) {
    this.kafka = kafka;
    this.operator = operator;
  }

  /** Starts; the kinds must be there, see {@link ThirdPartyCrds#STRIMZI}. */
  public static StandInTopicOperator start(KubernetesClient client, Scope scope) {
    KafkaTopics kafka = new KafkaTopics();
    return new StandInTopicOperator(
        kafka, TopicOperator.start(client, scope, kafka, (user, password) -> {}));
  }

  /** The topics in the Kafka of a namespace, by name. */
  public Map<String, KafkaTopicState> topics(String namespace) {
    return kafka.in(namespace);
  }

  /** Makes a topic in Kafka that no resource is about. */
  public KafkaTopicState createTopic(
      String namespace, String topic, int partitions, int replicas, Map<String, String> config) {
    return kafka.create(namespace, topic, partitions, replicas, config);
  }

  /**
   * From now on Kafka answers every request about a topic with an error.
   *
   * @param message as an operator reads it, such as {@code
   *     org.apache.kafka.common.errors.TimeoutException: Timed out waiting for a node assignment}
   */
  public void failTopic(String namespace, String topic, String message) {
    kafka.fail(namespace, topic, message);
    operator.reconsider();
  }

  /** Ends what {@link #failTopic} began. */
  public void healTopic(String namespace, String topic) {
    kafka.heal(namespace, topic);
    operator.reconsider();
  }

  /** Stops: nothing is done any more, and deletions wait. The topics are still there. */
  public void pause() {
    operator.pause();
  }

  /** Goes on after {@link #pause}, and catches up. */
  public void resume() {
    operator.resume();
  }

  /** Stops; resources with the finalizer then wait for it when they are deleted. */
  @Override
  public void close() {
    operator.close();
  }
}
