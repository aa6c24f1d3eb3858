package io.finsolutions.pipeline.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.finsolutions.pipeline.harness.Eventually;
import io.finsolutions.pipeline.verify.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * What a deleted pair leaves is what its deletion policy promises, and a new one goes on with it.
 */
@OnRealNodes
@Order(6)
class DeletionIT {
  private static final Duration COLLECTED = Duration.ofMinutes(2);
  private static final List<Class<? extends HasMetadata>> KINDS =
      List.of(
          Pod.class,
          Deployment.class,
          StatefulSet.class,
          CronJob.class,
          Job.class,
          Service.class,
          ServiceAccount.class,
          NetworkPolicy.class,
          Secret.class,
          PersistentVolumeClaim.class);

  private final Stack stack = Stack.shared();

  @Test
  void retainedDataIsGoneOnWithAndDeletedDataIsGone() {
    PairUnderTest pair = PairUnderTest.alone("eth-usd", "ETH-USD");
    pair.apply("None", "deletionPolicy: Retain");
    pair.awaitReady();
    pair.awaitFinal(Instant.now());
    Verification before = pair.awaitRight();

    pair.delete();
    Eventually.passes(
        COLLECTED,
        () ->
            assertThat(left())
                .containsExactly(
                    "PersistentVolumeClaim eth-usd-database", "Secret eth-usd-database"));
    assertThat(topicsInKafka()).as("topics of the pair in Kafka").hasSize(3);

    pair.apply("None", "deletionPolicy: Retain");
    pair.awaitReady();
    pair.awaitFinal(Instant.now());
    assertThat(pair.awaitRight().finalSeconds()).isGreaterThan(before.finalSeconds());

    pair.patch("spec: {deletionPolicy: Delete}");
    pair.delete();
    Eventually.passes(COLLECTED, () -> assertThat(left()).isEmpty());
    Eventually.passes(() -> assertThat(topicsInKafka()).isEmpty());
  }

  private Set<String> left() {
    Set<String> left = new TreeSet<>();
    for (Class<? extends HasMetadata> kind : KINDS) {
      stack
          .client()
          .resources(kind)
          .inNamespace(stack.namespace())
          .withLabel("app.kubernetes.io/instance", "eth-usd")
          .list()
          .getItems()
          .forEach(one -> left.add(one.getKind() + " " + one.getMetadata().getName()));
    }
    for (GenericKubernetesResource one : foreign("kafka.strimzi.io", "v1", "KafkaTopic")) {
      left.add("KafkaTopic " + one.getMetadata().getName());
    }
    for (GenericKubernetesResource one :
        foreign("sparkoperator.k8s.io", "v1beta2", "SparkApplication")) {
      left.add("SparkApplication " + one.getMetadata().getName());
    }
    return left;
  }

  private List<GenericKubernetesResource> foreign(String group, String version, String kind) {
    return stack
        .client()
        .genericKubernetesResources(
            new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withNamespaced(true)
                .build())
        .inNamespace(stack.namespace())
        .withLabel("app.kubernetes.io/instance", "eth-usd")
        .list()
        .getItems();
  }

  /** The folders of the pair's partitions on the broker's disk. */
  private List<String> topicsInKafka() {
    return new Kubectl(stack.namespace())
        .exec("kafka-0", "ls", "/var/lib/kafka/data")
        .lines()
        .filter(folder -> folder.matches("eth-usd\\..*-[0-9]+"))
        .toList();
  }
}
