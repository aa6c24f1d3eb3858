package io.finsolutions.pipeline.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.finsolutions.pipeline.harness.Eventually;
import io.finsolutions.pipeline.operator.foreign.KafkaTopic;
import io.finsolutions.pipeline.operator.foreign.SparkApplication;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a change of a pair's spec touches, and above all what it does not. */
class ChangesIT {
  @RegisterExtension static final SharedOperator OPERATOR = new SharedOperator();

  private static final List<Class<? extends HasMetadata>> KINDS =
      List.of(
          Deployment.class,
          StatefulSet.class,
          CronJob.class,
          Job.class,
          Service.class,
          Secret.class,
          NetworkPolicy.class,
          KafkaTopic.class,
          SparkApplication.class);

  private final Surrounding surrounding = OPERATOR.surrounding();

  @ConcurrentTest
  void anotherRestartNonceRestartsEveryPodOnce() {
    Changes changes = change("nonce", "spec: {restartNonce: 7}", 2);

    changes.assertOnly(
        "Deployment nonce-producer",
        "StatefulSet nonce-database",
        "SparkApplication nonce-streaming",
        "CronJob nonce-batch");
  }

  @ConcurrentTest
  void anotherScheduleChangesTheSchedule() {
    Changes changes = change("cron", "spec: {batch: {schedule: '*/5 * * * *'}}", 1);

    changes.assertOnly("CronJob cron-batch");
    assertThat(surrounding.get(CronJob.class, "cron-batch").getSpec().getSchedule())
        .isEqualTo("*/5 * * * *");
  }

  @ConcurrentTest
  void anotherRetentionChangesTopics() {
    Changes changes = change("kept", "spec: {kafka: {topics: {retention: 3d}}}", 1);

    changes.assertOnly("KafkaTopic kept.btc-usd.trades", "KafkaTopic kept.btc-usd.bars");
    assertThat(
            surrounding
                .topics()
                .topics(surrounding.namespace())
                .get("kept.btc-usd.trades")
                .config())
        .containsEntry("retention.ms", Long.toString(3 * 86_400_000L));
  }

  @ConcurrentTest
  void otherResourcesOfTheSpeedLayerRestartTheSpeedLayer() {
    Changes changes = change("sized", "spec: {streaming: {resources: {limits: {memory: 1Gi}}}}", 2);

    changes.assertOnly("SparkApplication sized-streaming");
  }

  @ConcurrentTest
  void morePartitionsRestartTheSpeedLayerAndGrowTopics() {
    Changes changes = change("wide", "spec: {kafka: {topics: {partitions: 2}}}", 2);

    changes.assertOnly(
        "KafkaTopic wide.btc-usd.trades",
        "KafkaTopic wide.btc-usd.bars",
        "SparkApplication wide-streaming");
    assertThat(
            surrounding
                .topics()
                .topics(surrounding.namespace())
                .get("wide.btc-usd.trades")
                .partitions())
        .isEqualTo(2);
  }

  @ConcurrentTest
  void anotherImageOfTheBatchLayerMigratesFirstAndLeavesTheOthersAlone() {
    Changes changes = change("image", "spec: {batch: {image: 'example.org/batch:2'}}", 1);

    changes.assertOnly("Job image-migration", "CronJob image-batch");
  }

  private Changes change(String pair, String patch, int submissions) {
    surrounding.applyOwn(pair);
    surrounding.awaitReady(pair);
    Map<String, String> before = versions(pair);
    surrounding.patch(pair, patch);
    surrounding.awaitReady(pair);
    Eventually.passes(
        () -> {
          assertThat(surrounding.submissions(pair)).isEqualTo(submissions);
          surrounding.awaitReady(pair);
        });
    return new Changes(before, versions(pair));
  }

  /** By kind and name, what changes when somebody changes what is wanted of a resource. */
  private Map<String, String> versions(String pair) {
    Map<String, String> versions = new TreeMap<>();
    for (Class<? extends HasMetadata> kind : KINDS) {
      surrounding.made(kind, pair).forEach((name, made) -> versions.put(key(made), version(made)));
    }
    return versions;
  }

  private static String key(HasMetadata made) {
    return made.getKind() + " " + made.getMetadata().getName();
  }

  private static String version(HasMetadata made) {
    Long generation = made.getMetadata().getGeneration();
    return made.getMetadata().getUid()
        + (generation == null ? made.getMetadata().getResourceVersion() : generation);
  }

  private record Changes(Map<String, String> before, Map<String, String> after) {
    void assertOnly(String... expected) {
      Set<String> changed = new TreeSet<>(before.keySet());
      changed.addAll(after.keySet());
      changed.removeIf(key -> after.containsKey(key) && after.get(key).equals(before.get(key)));
      assertThat(changed).containsExactlyInAnyOrder(expected);
    }
  }
}
