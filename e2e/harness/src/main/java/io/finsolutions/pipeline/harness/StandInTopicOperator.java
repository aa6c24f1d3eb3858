package io.finsolutions.pipeline.harness;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Does about KafkaTopics and KafkaUsers what Strimzi's entity operator does, without a Kafka: the
 * topics of each namespace are kept in memory, on three brokers that do not exist.
 *
 * <p>Topics get a finalizer, then Ready with topicName and topicId. Fewer partitions, other
 * replicas and another topicName are NotSupported; settings that Kafka would not take are a
 * KafkaError. {@code strimzi.io/managed: "false"} lets the resource go and keeps the topic. Users
 * get a Secret.
 */
public final class StandInTopicOperator implements AutoCloseable {
  private final KubernetesClient client;
  private final Scope scope;
  private final KafkaTopics kafka = new KafkaTopics();
  private final Map<String, String> outages = new ConcurrentHashMap<>();
  private final TopicReconciliation topicReconciliation;
  private final UserReconciliation userReconciliation;
  private Observer<GenericKubernetesResource> topics;
  private Observer<GenericKubernetesResource> users;

  private StandInTopicOperator(KubernetesClient client, Scope scope) {
    this.client = client;
    this.scope = scope;
    this.topicReconciliation =
        new TopicReconciliation(new Patches(client, "strimzi-topic-operator"), kafka, this::outage);
    this.userReconciliation =
        new UserReconciliation(client, new Patches(client, "strimzi-user-operator"));
  }

  /** Starts; the kinds must be there, see {@link ThirdPartyCrds#STRIMZI}. */
  public static StandInTopicOperator start(KubernetesClient client, Scope scope) {
    StandInTopicOperator operator = new StandInTopicOperator(client, scope);
    operator.resume();
    return operator;
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
    outages.put(namespace + "/" + topic, message);
    reconsider();
  }

  /** Ends what {@link #failTopic} began. */
  public void healTopic(String namespace, String topic) {
    outages.remove(namespace + "/" + topic);
    reconsider();
  }

  /** Stops: nothing is done any more, and deletions wait. The topics are still there. */
  public synchronized void pause() {
    if (topics != null) {
      topics.close();
      users.close();
      topics = null;
    }
  }

  /** Goes on after {@link #pause}, and catches up. */
  public synchronized void resume() {
    if (topics == null) {
      topics =
          new Observer<>(
              "topics", places("KafkaTopic"), topicReconciliation::reconcile, gone -> {});
      users =
          new Observer<>("users", places("KafkaUser"), userReconciliation::reconcile, gone -> {});
    }
  }

  /** Stops; resources with the finalizer then wait for it when they are deleted. */
  @Override
  public void close() {
    pause();
  }

  private synchronized void reconsider() {
    if (topics != null) {
      topics.reconsider();
    }
  }

  private Optional<String> outage(String namespace, String topic) {
    return Optional.ofNullable(outages.get(namespace + "/" + topic));
  }

  private List<Informable<GenericKubernetesResource>> places(String kind) {
    ResourceDefinitionContext context =
        new ResourceDefinitionContext.Builder()
            .withGroup("kafka.strimzi.io")
            .withVersion("v1")
            .withKind(kind)
            .withNamespaced(true)
            .build();
    return scope.of(client.genericKubernetesResources(context));
  }
}
