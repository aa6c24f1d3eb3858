package io.finsolutions.pipeline.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.finsolutions.pipeline.harness.Eventually;
import io.finsolutions.pipeline.operator.api.CryptoPipeline;
import io.finsolutions.pipeline.operator.api.Phase;
import io.finsolutions.pipeline.operator.foreign.KafkaTopic;
import io.finsolutions.pipeline.operator.foreign.SparkApplication;
import io.finsolutions.pipeline.operator.status.ConditionType;
import io.finsolutions.pipeline.operator.status.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One test after another: the topic operator and the clock are everybody's. */
class DeletionIT {
  @RegisterExtension static final SharedOperator OPERATOR = new SharedOperator();

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final List<Class<? extends HasMetadata>> GOES_ANYWAY =
      List.of(
          Deployment.class,
          StatefulSet.class,
          CronJob.class,
          Job.class,
          Service.class,
          NetworkPolicy.class,
          KafkaTopic.class,
          SparkApplication.class,
          Pod.class);

  private final Surrounding surrounding = OPERATOR.surrounding();

  @AfterEach
  void resume() {
    surrounding.topics().resume();
    OPERATOR.clock().reset();
  }

  @Test
  void whatIsRetainedStaysAndAResourceOfTheSameNameGoesOnWithIt() {
    surrounding.applyOwn("kept");
    surrounding.awaitReady("kept");
    String secret = uid(Secret.class, "kept-database");
    String volume = uid(PersistentVolumeClaim.class, "kept-database");
    String topic = topicId("kept.btc-usd.trades");

    delete("kept");

    awaitGone("kept", GOES_ANYWAY);
    assertThat(topics("kept"))
        .containsExactlyInAnyOrder(
            "kept.btc-usd.trades", "kept.btc-usd.bars", "kept.btc-usd.dead-letters");
    assertThat(uid(Secret.class, "kept-database")).isEqualTo(secret);
    assertThat(uid(PersistentVolumeClaim.class, "kept-database")).isEqualTo(volume);

    surrounding.applyOwn("kept");
    surrounding.awaitReady("kept");
    assertThat(uid(Secret.class, "kept-database")).isEqualTo(secret);
    assertThat(uid(PersistentVolumeClaim.class, "kept-database")).isEqualTo(volume);
    assertThat(topicId("kept.btc-usd.trades")).isEqualTo(topic);
  }

  @Test
  void whatIsDeletedIsGone() {
    surrounding.apply(
        "gone",
        """
        tradingPair: BTC-USD
        deletionPolicy: Delete
        kafka:
          clusterRef: {name: events, authentication: ScramSha512}
          topics: {prefix: gone.}
        """);
    makeClusterCertificate();
    surrounding.awaitReady("gone");

    delete("gone");

    awaitGone("gone", GOES_ANYWAY);
    assertThat(topics("gone")).isEmpty();
    // The volume of a pod that was here goes when the pod has.
    awaitGone("gone", List.of(Secret.class, PersistentVolumeClaim.class));
    assertThat(surrounding.exists(Secret.class, "gone")).as("the Kafka user's Secret").isFalse();
  }

  @Test
  void writersAreGoneBeforeTopicsAreDeleted() {
    surrounding.apply("last", Surrounding.own("last") + "deletionPolicy: Delete\n");
    surrounding.awaitReady("last");
    surrounding.topics().pause();
    hold("last-producer", List.of("finsolutions.io/test"));

    surrounding.resource(CryptoPipeline.class, "last").delete();
    surrounding.awaitFailure(
        "last", ConditionType.READY, Reason.DELETING, "waits for Deployment last-producer to go");
    assertThat(surrounding.pair("last").getStatus().phase()).isEqualTo(Phase.DELETING);
    assertThat(surrounding.all(KafkaTopic.class, "last").values())
        .hasSize(3)
        .noneMatch(KafkaTopic::isMarkedForDeletion);

    hold("last-producer", List.of());
    surrounding.awaitFailure(
        "last", ConditionType.READY, Reason.DELETING, "waits for KafkaTopic last.btc-usd");
    assertThat(surrounding.all(Deployment.class, "last")).isEmpty();
    assertThat(surrounding.events("last"))
        .anyMatch(event -> event.startsWith("DeletionWaits: waits for KafkaTopic"));

    surrounding.topics().resume();
    Eventually.await("the pair is gone", () -> surrounding.pair("last") == null);
    awaitGone("last", GOES_ANYWAY);
    assertThat(topics("last")).isEmpty();
  }

  @Test
  void aTopicOperatorThatIsAwayIsNotWaitedForForEver() {
    surrounding.applyOwn("stuck");
    surrounding.awaitReady("stuck");
    surrounding.topics().pause();
    surrounding.resource(CryptoPipeline.class, "stuck").delete();
    surrounding.awaitFailure(
        "stuck", ConditionType.READY, Reason.DELETING, "waits for KafkaTopic stuck.btc-usd");

    OPERATOR.clock().advance(PATIENCE);
    Eventually.await("the pair is gone", () -> surrounding.pair("stuck") == null);

    assertThat(surrounding.events("stuck"))
        .filteredOn(event -> event.startsWith("DeletionGaveUp"))
        .singleElement()
        .asString()
        .contains("waits no longer for KafkaTopic stuck.btc-usd")
        .contains("goes when the operator that it belongs to runs again");
    assertThat(surrounding.all(KafkaTopic.class, "stuck")).hasSize(3);

    surrounding.topics().resume();
    awaitGone("stuck", List.of(KafkaTopic.class));
    assertThat(topics("stuck")).as("topics that are retained").hasSize(3);
  }

  @Test
  void aWriterThatDoesNotGoKeepsNothingBackThatIsToBeDeleted() {
    surrounding.apply("held", Surrounding.own("held") + "deletionPolicy: Delete\n");
    surrounding.awaitReady("held");
    hold("held-producer", List.of("finsolutions.io/test"));
    surrounding.resource(CryptoPipeline.class, "held").delete();
    surrounding.awaitFailure(
        "held", ConditionType.READY, Reason.DELETING, "waits for Deployment held-producer to go");

    OPERATOR.clock().advance(PATIENCE);
    Eventually.await("the pair is gone", () -> surrounding.pair("held") == null);

    assertThat(surrounding.events("held"))
        .filteredOn(event -> event.startsWith("DeletionGaveUp"))
        .singleElement()
        .asString()
        .contains("waits no longer for Deployment held-producer");
    awaitGone("held", List.of(KafkaTopic.class, Secret.class, PersistentVolumeClaim.class));
    assertThat(topics("held")).isEmpty();
    hold("held-producer", List.of());
  }

  private void delete(String pair) {
    surrounding.resource(CryptoPipeline.class, pair).delete();
    Eventually.await("the pair is gone", () -> surrounding.pair(pair) == null);
  }

  private void awaitGone(String pair, List<Class<? extends HasMetadata>> kinds) {
    for (Class<? extends HasMetadata> kind : kinds) {
      Eventually.passes(
          () ->
              assertThat(surrounding.all(kind, pair).keySet()).as(kind.getSimpleName()).isEmpty());
    }
  }

  private void hold(String deployment, List<String> finalizers) {
    surrounding
        .resource(Deployment.class, deployment)
        .edit(
            one -> {
              one.getMetadata().setFinalizers(finalizers);
              return one;
            });
  }

  private void makeClusterCertificate() {
    surrounding.secret("events-cluster-ca-cert", Map.of("ca.crt", "certificate"));
  }

  private Set<String> topics(String prefix) {
    return surrounding.topics().topics(surrounding.namespace()).keySet().stream()
        .filter(topic -> topic.startsWith(prefix + "."))
        .collect(Collectors.toSet());
  }

  private String topicId(String topic) {
    return surrounding.topics().topics(surrounding.namespace()).get(topic).id();
  }

  private String uid(Class<? extends HasMetadata> kind, String name) {
    return surrounding.get(kind, name).getMetadata().getUid();
  }
}
