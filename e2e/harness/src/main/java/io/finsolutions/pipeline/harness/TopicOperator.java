package io.finsolutions.pipeline.harness;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;

/**
 * Does about KafkaTopics and KafkaUsers what Strimzi's entity operator does.
 *
 * <p>Topics get a finalizer, then Ready with topicName and topicId. Fewer partitions, other
 * replicas and another topicName are NotSupported; what Kafka refuses is a KafkaError. {@code
 * strimzi.io/managed: "false"} lets the resource go and keeps the topic. Users get a Secret.
 */
public final class TopicOperator implements AutoCloseable {
  private final KubernetesClient client;
  private final Scope scope;
  private final TopicReconciliation topicReconciliation;
  private final UserReconciliation userReconciliation;
  private Observer<GenericKubernetesResource> topics;
  private Observer<GenericKubernetesResource> users;

  private TopicOperator(
      KubernetesClient client, Scope scope, TopicStore topicStore, UserStore userStore) {
    this.client = client;
    this.scope = scope;
    this.topicReconciliation =
        new TopicReconciliation(new Patches(client, "strimzi-topic-operator"), topicStore);
    this.userReconciliation =
        new UserReconciliation(client, new Patches(client, "strimzi-user-operator"), userStore);
  }

  /** Starts; the kinds must be there, see {@link ThirdPartyCrds#STRIMZI}. */
  public static TopicOperator start(
      KubernetesClient client, Scope scope, TopicStore topics, UserStore users) {
    TopicOperator operator = new TopicOperator(client, scope, topics, users);
    operator.resume();
    return operator;
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

  /** Looks at every resource again, since Kafka or a Secret may have changed. */
  public synchronized void reconsider() {
    if (topics != null) {
      topics.reconsider();
      users.reconsider();
    }
  }

  /** Stops; resources with the finalizer then wait for it when they are deleted. */
  @Override
  public void close() {
    pause();
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
