package io.finsolutions.pipeline.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.finsolutions.pipeline.operator.api.CryptoPipeline;
import io.finsolutions.pipeline.operator.foreign.KafkaTopic;
import io.finsolutions.pipeline.operator.status.ConditionType;
import io.finsolutions.pipeline.operator.status.Reason;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What has a name that a pair wants, and is not the pair's. */
class NamesIT {
  @RegisterExtension static final SharedOperator OPERATOR = new SharedOperator();

  private final Surrounding surrounding = OPERATOR.surrounding();

  @ConcurrentTest
  void aDeploymentOfSomebodyElseIsLeftAlone() {
    create(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: taken-producer, namespace: %s}
        spec:
          replicas: 0
          selector: {matchLabels: {app: other}}
          template:
            metadata: {labels: {app: other}}
            spec: {containers: [{name: other, image: other}]}
        """);
    assertTaken(Deployment.class, "taken-producer", "taken", ConditionType.PRODUCER_READY);
  }

  @ConcurrentTest
  void aSecretOfSomebodyElseIsLeftAlone() {
    surrounding.secret("secret-database", Map.of("username", "somebody", "password", "else"));
    assertTaken(Secret.class, "secret-database", "secret", ConditionType.DATABASE_READY);
  }

  @ConcurrentTest
  void aTopicOfSomebodyElseIsLeftAlone() {
    create(
        """
        apiVersion: kafka.strimzi.io/v1
        kind: KafkaTopic
        metadata:
          name: topic.btc-usd.trades
          namespace: %s
          labels: {strimzi.io/cluster: events}
        spec: {partitions: 9}
        """);
    assertTaken(KafkaTopic.class, "topic.btc-usd.trades", "topic", ConditionType.TOPICS_READY);
  }

  @ConcurrentTest
  void theSecondOfTwoPairsWithTheSameTopicsWaitsUntilTheFirstIsGone() {
    surrounding.applySmallest("first");
    surrounding.awaitReady("first");
    surrounding.applySmallest("second");
    surrounding.awaitFailure(
        "second", ConditionType.TOPICS_READY, Reason.NAME_TAKEN, "another kafka.topics.prefix");
    String words =
        surrounding.condition("second", ConditionType.TOPICS_READY).orElseThrow().getMessage();
    assertThat(words)
        .startsWith("there is KafkaTopic btc-usd.trades in namespace " + surrounding.namespace())
        .contains("give the CryptoPipeline another name and another kafka.topics.prefix");
    surrounding.awaitReady("first");

    surrounding.resource(CryptoPipeline.class, "first").delete();

    surrounding.awaitReady("second");
    assertThat(
            surrounding
                .get(KafkaTopic.class, "btc-usd.trades")
                .getMetadata()
                .getLabels()
                .get("app.kubernetes.io/instance"))
        .isEqualTo("second");
  }

  private <R extends HasMetadata> void assertTaken(
      Class<R> kind, String name, String pair, ConditionType type) {
    String before = surrounding.get(kind, name).getMetadata().getUid();
    surrounding.applyOwn(pair);
    surrounding.awaitFailure(
        pair, type, Reason.NAME_TAKEN, name + " in namespace " + surrounding.namespace());
    R after = surrounding.get(kind, name);
    assertThat(after.getMetadata().getUid()).isEqualTo(before);
    assertThat(after.getMetadata().getManagedFields())
        .noneMatch(field -> field.getManager().equals("cryptopipeline-operator"));

    surrounding.resource(kind, name).delete();
    surrounding.awaitReady(pair);
  }

  private void create(String yaml) {
    surrounding
        .client()
        .resource(
            Serialization.unmarshal(
                yaml.formatted(surrounding.namespace()), GenericKubernetesResource.class))
        .create();
  }
}
