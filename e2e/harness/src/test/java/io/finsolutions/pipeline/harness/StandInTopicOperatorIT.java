package io.finsolutions.pipeline.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StandInTopicOperatorIT extends OnCluster {
  private StandInTopicOperator operator;

  @BeforeEach
  void startOperator() {
    ThirdPartyCrds.STRIMZI.install(client);
    operator = StandInTopicOperator.start(client, Scope.namespaces(namespace.name()));
  }

  @AfterEach
  void stopOperator() {
    if (operator != null) {
      operator.close();
    }
  }

  @Test
  void aTopicIsHeldByAFinalizerAndBecomesReady() {
    apply("partitions: 3, replicas: 3, config: {retention.ms: '60000'}");

    GenericKubernetesResource topic = awaitCondition("Ready", "True", null);

    assertThat(topic.getFinalizers()).containsExactly("strimzi.io/topic-operator");
    KafkaTopicState state = operator.topics(namespace.name()).get("trades");
    assertThat(state)
        .isEqualTo(new KafkaTopicState(state.id(), 3, 3, Map.of("retention.ms", "60000")));
    assertThat(topic.<String>get("status", "topicName")).isEqualTo("trades");
    assertThat(topic.<String>get("status", "topicId")).isEqualTo(state.id());
  }

  @Test
  void morePartitionsAndOtherSettingsAreAppliedToTheSameTopic() {
    apply("partitions: 1, replicas: 1");
    String id = awaitCondition("Ready", "True", null).get("status", "topicId");

    apply("partitions: 2, replicas: 1, config: {retention.ms: '1'}");
    awaitCondition("Ready", "True", null);

    assertThat(operator.topics(namespace.name()))
        .containsExactly(
            Map.entry("trades", new KafkaTopicState(id, 2, 1, Map.of("retention.ms", "1"))));
  }

  @Test
  void fewerPartitionsAreNotSupportedButSettingsAreApplied() {
    apply("partitions: 2, replicas: 1");
    awaitCondition("Ready", "True", null);

    apply("partitions: 1, replicas: 1, config: {retention.ms: '1'}");
    awaitCondition("Ready", "False", "NotSupported");

    KafkaTopicState state = operator.topics(namespace.name()).get("trades");
    assertThat(state.partitions()).isEqualTo(2);
    assertThat(state.config()).containsExactly(Map.entry("retention.ms", "1"));
  }

  @Test
  void otherReplicasAreNotSupported() {
    apply("partitions: 1, replicas: 1");
    awaitCondition("Ready", "True", null);

    apply("partitions: 1, replicas: 2");
    awaitCondition("Ready", "False", "NotSupported");

    assertThat(operator.topics(namespace.name()).get("trades").replicas()).isEqualTo(1);
  }

  @Test
  void anotherTopicNameIsNotSupported() {
    apply("partitions: 1, replicas: 1");
    awaitCondition("Ready", "True", null);

    apply("partitions: 1, replicas: 1, topicName: other");
    awaitCondition("Ready", "False", "NotSupported");

    assertThat(operator.topics(namespace.name())).containsOnlyKeys("trades");
  }

  @Test
  void whatKafkaWouldNotTakeIsAKafkaError() {
    apply("partitions: 1, replicas: 1, config: {retention.minutes: '1'}");
    awaitCondition("Ready", "False", "KafkaError");
    apply("partitions: 1, replicas: 1, config: {retention.ms: soon}");
    awaitCondition("Ready", "False", "KafkaError");
    apply("partitions: 1, replicas: 4");
    awaitCondition("Ready", "False", "KafkaError");
    assertThat(operator.topics(namespace.name())).isEmpty();
  }

  @Test
  void aDeletedTopicIsDeletedInKafkaToo() {
    GenericKubernetesResource topic = apply("partitions: 1, replicas: 1");
    awaitCondition("Ready", "True", null);

    client.resource(topic).delete();

    awaitGone(topic);
    assertThat(operator.topics(namespace.name())).isEmpty();
  }

  @Test
  void anUnmanagedTopicStaysInKafka() {
    GenericKubernetesResource topic = apply("partitions: 1, replicas: 1");
    awaitCondition("Ready", "True", null);

    topic()
        .edit(
            now -> {
              now.getMetadata().setAnnotations(Map.of("strimzi.io/managed", "false"));
              return now;
            });
    awaitCondition("Unmanaged", "True", null);
    client.resource(topic).delete();

    awaitGone(topic);
    assertThat(operator.topics(namespace.name())).containsOnlyKeys("trades");
  }

  @Test
  void aDeletionWaitsForAnOperatorThatIsDown() {
    GenericKubernetesResource topic = apply("partitions: 1, replicas: 1");
    awaitCondition("Ready", "True", null);
    operator.pause();

    client.resource(topic).delete();
    assertThat(client.resource(topic).get().getMetadata().getDeletionTimestamp()).isNotNull();

    operator.resume();
    awaitGone(topic);
  }

  @Test
  void anErrorOfKafkaIsToldAndHeals() {
    operator.failTopic(namespace.name(), "trades", "TimeoutException: no broker");
    apply("partitions: 1, replicas: 1");
    awaitCondition("Ready", "False", "KafkaError");

    operator.healTopic(namespace.name(), "trades");

    awaitCondition("Ready", "True", null);
  }

  @Test
  void aUserGetsASecretWithAPassword() {
    Secret secret = secretOf("scram-sha-512");
    assertThat(secret.getData()).containsOnlyKeys("password", "sasl.jaas.config");
    assertThat(secret.getMetadata().getOwnerReferences()).hasSize(1);
  }

  @Test
  void aUserOfTlsGetsASecretWithACertificate() {
    assertThat(secretOf("tls").getData())
        .containsOnlyKeys("ca.crt", "user.crt", "user.key", "user.p12", "user.password");
  }

  private Secret secretOf(String authentication) {
    GenericKubernetesResource user =
        apply("KafkaUser", "producer", "authentication: {type: " + authentication + "}");
    awaitCondition(user, "Ready", "True", null);
    return client.secrets().inNamespace(namespace.name()).withName("producer").get();
  }

  private GenericKubernetesResource apply(String spec) {
    return apply("KafkaTopic", "trades", spec);
  }

  private GenericKubernetesResource apply(String kind, String name, String spec) {
    String yaml =
        """
        apiVersion: kafka.strimzi.io/v1
        kind: %s
        metadata: {name: %s, namespace: %s, labels: {strimzi.io/cluster: kafka}}
        spec: {%s}
        """
            .formatted(kind, name, namespace.name(), spec);
    return client
        .resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
        .fieldManager("test")
        .serverSideApply();
  }

  private GenericKubernetesResource awaitCondition(String type, String status, String reason) {
    return awaitCondition(topic().get(), type, status, reason);
  }

  private Resource<GenericKubernetesResource> topic() {
    return client
        .genericKubernetesResources("kafka.strimzi.io/v1", "KafkaTopic")
        .inNamespace(namespace.name())
        .withName("trades");
  }

  private GenericKubernetesResource awaitCondition(
      GenericKubernetesResource resource, String type, String status, String reason) {
    Eventually.passes(
        () -> {
          GenericKubernetesResource now = client.resource(resource).get();
          Number observed = now.get("status", "observedGeneration");
          assertThat(observed).isNotNull();
          assertThat(observed.longValue()).isEqualTo(now.getMetadata().getGeneration());
          List<Map<String, Object>> conditions = now.get("status", "conditions");
          assertThat(conditions)
              .singleElement()
              .matches(condition -> type.equals(condition.get("type")))
              .matches(condition -> status.equals(condition.get("status")))
              .matches(condition -> Objects.equals(reason, condition.get("reason")));
        });
    return client.resource(resource).get();
  }

  private void awaitGone(GenericKubernetesResource resource) {
    Eventually.await("the resource is gone", () -> client.resource(resource).get() == null);
  }
}
