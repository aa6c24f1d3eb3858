package io.finsolutions.pipeline.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.finsolutions.pipeline.harness.ApiRequest;
import io.finsolutions.pipeline.harness.Eventually;
import io.finsolutions.pipeline.operator.foreign.KafkaTopic;
import io.finsolutions.pipeline.operator.foreign.SparkApplication;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever is done to what a pair is made of, it becomes what it should be. */
class ConvergenceIT {
  @RegisterExtension static final SharedOperator OPERATOR = new SharedOperator();

  private static final int STUBBORN_WRITES = 60;

  private final Surrounding surrounding = OPERATOR.surrounding();

  @BeforeAll
  static void makeClusterCertificate() {
    OPERATOR.surrounding().secret("events-cluster-ca-cert", Map.of("ca.crt", "certificate"));
  }

  @ConcurrentTest
  void whatIsDeletedComesBack() {
    surrounding.apply("lost", secured("lost"));
    surrounding.awaitReady("lost");
    assertComesBack(
        "lost",
        List.of(
            Deployment.class,
            StatefulSet.class,
            CronJob.class,
            Job.class,
            Service.class,
            NetworkPolicy.class,
            Secret.class,
            KafkaTopic.class,
            SparkApplication.class));
    surrounding.awaitReady("lost");
  }

  @ConcurrentTest
  void whatIsDeletedOfLayersWithExecutorsComesBack() {
    surrounding.apply(
        "many",
        """
        tradingPair: BTC-USD
        streaming: {executors: 2}
        batch: {executors: 2}
        kafka:
          clusterRef: {name: events}
          topics: {prefix: many., partitions: 2}
        """);
    Eventually.await(
        "both layers are made",
        () ->
            !surrounding.all(SparkApplication.class, "many").isEmpty()
                && !surrounding.all(CronJob.class, "many").isEmpty());
    assertComesBack(
        "many",
        List.of(
            ServiceAccount.class,
            RoleBinding.class,
            PodDisruptionBudget.class,
            NetworkPolicy.class));
  }

  @ConcurrentTest
  void whatIsChangedIsPutRight() {
    surrounding.apply("bent", secured("bent"));
    surrounding.awaitReady("bent");
    String container = "/spec/template/spec/containers/0/";
    assertPutRight(Deployment.class, "bent-producer", "/spec/replicas", 3);
    assertPutRight(Deployment.class, "bent-producer", container + "image", "example.org/evil");
    assertPutRight(Deployment.class, "bent-producer", container + "env/0/value", "ETH-USD");
    assertPutRight(Deployment.class, "bent-producer", container + "resources/limits/memory", "9Gi");
    assertPutRight(StatefulSet.class, "bent-database", "/spec/replicas", 0);
    assertPutRight(StatefulSet.class, "bent-database", container + "image", "example.org/evil");
    assertPutRight(CronJob.class, "bent-batch", "/spec/schedule", "0 0 * * *");
    assertPutRight(CronJob.class, "bent-batch", "/spec/suspend", true);
    assertPutRight(NetworkPolicy.class, "bent-producer", "/spec/egress", List.of());
    assertPutRight(Service.class, "bent-producer", "/spec/ports/0/port", 9999);
    assertPutRight(SparkApplication.class, "bent-streaming", "/spec/driver/memory", "2g");
    assertPutRight(SparkApplication.class, "bent-streaming", "/spec/suspend", true);
    assertPutRight(KafkaTopic.class, "bent.btc-usd.trades", "/spec/config/retention.ms", "1");
    assertPutRight(Secret.class, "bent-kafka", "/data/kafka.properties", "ZXZpbA==");
    surrounding.awaitReady("bent");
  }

  @ConcurrentTest
  void whatSomebodyElseAddsIsLeftAloneAndNothingIsWrittenForIt() throws Exception {
    surrounding.applyOwn("shared");
    surrounding.awaitReady("shared");
    String metadata = "metadata: {labels: {team: ours}, annotations: {note: mine}}";
    surrounding.patch(
        Deployment.class,
        "shared-producer",
        metadata + "\nspec: {template: {spec: {tolerations: [{key: spot, operator: Exists}]}}}");
    surrounding.patch(
        SparkApplication.class,
        "shared-streaming",
        metadata + "\nspec: {driver: {tolerations: [{key: spot, operator: Exists}]}}");
    surrounding.patch(
        KafkaTopic.class,
        "shared.btc-usd.trades",
        metadata + "\nspec: {config: {segment.ms: \"600000\"}}");
    surrounding.patch(CronJob.class, "shared-batch", metadata);
    surrounding.patch(StatefulSet.class, "shared-database", metadata);
    surrounding.patch(Service.class, "shared-producer", metadata);
    Eventually.await("the speed layer tolerates", () -> surrounding.submissions("shared") == 2);
    surrounding.awaitReady("shared");

    OPERATOR.operator().requests().clear();
    for (int look = 0; look < 5; look++) {
      surrounding.nudge();
      long before = OPERATOR.operator().passes();
      Eventually.await("a pass", () -> OPERATOR.operator().passes() > before);
    }

    assertThat(OPERATOR.operator().requests().writes())
        .filteredOn(write -> write.name().startsWith("shared"))
        .filteredOn(write -> !write.resource().equals("cryptopipelines"))
        .extracting(ApiRequest::path)
        .isEmpty();
    assertThat(surrounding.get(Deployment.class, "shared-producer").getMetadata().getLabels())
        .containsEntry("team", "ours");
    assertThat(
            surrounding
                .get(Deployment.class, "shared-producer")
                .getSpec()
                .getTemplate()
                .getSpec()
                .getTolerations())
        .hasSize(1);
    assertThat(
            surrounding
                .topics()
                .topics(surrounding.namespace())
                .get("shared.btc-usd.trades")
                .config())
        .containsEntry("segment.ms", "600000");
    assertThat(surrounding.submissions("shared")).isEqualTo(2);
  }

  @ConcurrentTest
  void aWriterThatKeepsChangingThingsDoesNotWin() {
    surrounding.applyOwn("fought");
    surrounding.awaitReady("fought");
    Deployment before = surrounding.get(Deployment.class, "fought-producer");
    long generation = before.getMetadata().getGeneration();

    for (int write = 0; write < STUBBORN_WRITES; write++) {
      replace(Deployment.class, "fought-producer", "/spec/replicas", write % 2 == 0 ? 5 : 0);
      replace(
          KafkaTopic.class,
          "fought.btc-usd.trades",
          "/spec/config/retention.ms",
          Integer.toString(write + 1));
    }

    Eventually.passes(
        () -> {
          Deployment now = surrounding.get(Deployment.class, "fought-producer");
          assertThat(now.getSpec()).isEqualTo(before.getSpec());
          assertThat(now.getMetadata().getGeneration()).isGreaterThan(generation);
          assertThat(
                  surrounding
                      .topics()
                      .topics(surrounding.namespace())
                      .get("fought.btc-usd.trades")
                      .config())
              .containsEntry("retention.ms", Long.toString(7 * 86_400_000L));
        });
    surrounding.awaitReady("fought");
  }

  private static String secured(String pair) {
    return """
        tradingPair: BTC-USD
        kafka:
          clusterRef: {name: events, authentication: ScramSha512}
          topics: {prefix: %s.}
        """
        .formatted(pair);
  }

  private void assertComesBack(String pair, List<Class<? extends HasMetadata>> kinds) {
    Map<Class<? extends HasMetadata>, Map<String, String>> before = new HashMap<>();
    for (Class<? extends HasMetadata> kind : kinds) {
      Map<String, String> uids = uids(kind, pair);
      assertThat(uids).as(kind.getSimpleName()).isNotEmpty();
      before.put(kind, uids);
    }
    before.forEach(
        (kind, uids) -> uids.keySet().forEach(name -> surrounding.resource(kind, name).delete()));
    before.forEach(
        (kind, uids) ->
            Eventually.passes(
                () -> {
                  Map<String, String> now = uids(kind, pair);
                  assertThat(now).containsOnlyKeys(uids.keySet());
                  assertThat(now.values()).doesNotContainAnyElementsOf(uids.values());
                }));
  }

  private Map<String, String> uids(Class<? extends HasMetadata> kind, String pair) {
    Map<String, String> uids = new HashMap<>();
    surrounding
        .made(kind, pair)
        .forEach((name, made) -> uids.put(name, made.getMetadata().getUid()));
    return uids;
  }

  private void assertPutRight(
      Class<? extends HasMetadata> kind, String name, String path, Object value) {
    Map<?, ?> before = content(kind, name);
    replace(kind, name, path, value);
    Eventually.passes(() -> assertThat(content(kind, name)).as(name + path).isEqualTo(before));
  }

  private void replace(Class<? extends HasMetadata> kind, String name, String path, Object value) {
    surrounding
        .resource(kind, name)
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.JSON)
                .withFieldManager("somebody")
                .build(),
            Serialization.asJson(List.of(Map.of("op", "replace", "path", path, "value", value))));
  }

  private Map<?, ?> content(Class<? extends HasMetadata> kind, String name) {
    Map<?, ?> all =
        Serialization.unmarshal(Serialization.asJson(surrounding.get(kind, name)), Map.class);
    Map<Object, Object> content = new HashMap<>(all);
    content.keySet().retainAll(List.of("spec", "data"));
    return content;
  }
}
