package io.finsolutions.pipeline.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.finsolutions.pipeline.operator.SamplePair;
import io.finsolutions.pipeline.operator.pair.Pair;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomisedPodsTest {
  private static final String EXECUTORS =
      """
      kafka: {clusterRef: {name: events}, topics: {partitions: 2}}
      streaming:
        executors: 2
        template:
          spec:
            nodeSelector: {disk: fast}
            containers:
            - {name: spark-kubernetes-driver, env: [{name: TZ, value: Europe/Paris}]}
            - {name: spark-kubernetes-executor, env: [{name: TZ, value: Asia/Tokyo}]}
            - {name: logs, image: example.org/logs}
      """;

  @ParameterizedTest
  @ValueSource(strings = {"driver", "executor"})
  void aSparkPodGetsWhatIsMeantForItsOwnContainerAndForAll(String role) {
    MadePod pod = MadePod.of(SamplePair.of(EXECUTORS), role);

    assertThat(pod.spec().getContainers())
        .extracting(Container::getName)
        .containsExactly("spark-kubernetes-" + role, "logs");
    assertThat(pod.container().getEnv())
        .contains(new EnvVar("TZ", role.equals("driver") ? "Europe/Paris" : "Asia/Tokyo", null));
    assertThat(pod.spec().getNodeSelector()).containsEntry("disk", "fast");
  }

  @Test
  void theMigrationRunsWhereTheBatchLayerRunsAndIsNotItsContainer() {
    Pair pair =
        SamplePair.of(
            SamplePair.STRIMZI
                + """

                batch:
                  template:
                    spec:
                      nodeSelector: {disk: fast}
                      containers: [{name: batch, env: [{name: TZ, value: UTC}]}]
                """);

    MadePod migration = MadePod.of(pair, "migration");

    assertThat(migration.spec().getNodeSelector()).isEqualTo(Map.of("disk", "fast"));
    assertThat(migration.spec().getContainers())
        .extracting(Container::getName)
        .containsExactly("migration");
  }

  @Test
  void theMigrationHasNothingOfTheArchive() {
    Pair pair = SamplePair.of(SamplePair.STRIMZI + "\nbatch: {archive: {storage: {}}}");

    MadePod migration = MadePod.of(pair, "migration");

    assertThat(migration.spec().getVolumes())
        .noneMatch(volume -> volume.getPersistentVolumeClaim() != null);
  }

  @Test
  void aVariableOfATemplateIsLaidOverThatOfAField() {
    Pair pair =
        SamplePair.of(
            SamplePair.STRIMZI
                + """

                batch:
                  archive: {warehouse: 's3://bucket/archive'}
                  template:
                    spec:
                      containers:
                      - {name: batch, env: [{name: PIPELINE_ARCHIVE_WAREHOUSE, value: 's3://other'}]}
                """);

    assertThat(MadePod.of(pair, "batch").container().getEnv())
        .filteredOn(variable -> variable.getName().equals("PIPELINE_ARCHIVE_WAREHOUSE"))
        .extracting(EnvVar::getValue)
        .containsExactly("s3://other");
  }

  @Test
  void whatStartsExecutorsAndAnExecutorGetWhatIsMeantForTheirOwnContainerAndForAll() {
    Pair pair =
        SamplePair.of(
            SamplePair.STRIMZI
                + """

                batch:
                  executors: 2
                  template:
                    spec:
                      serviceAccountName: archivist
                      automountServiceAccountToken: false
                      containers:
                      - {name: batch, env: [{name: TZ, value: Europe/Paris}]}
                      - {name: spark-kubernetes-executor, env: [{name: TZ, value: $(HOME)}]}
                """);
    MadePod run = MadePod.of(pair, "batch");
    MadePod executor = MadePod.of(pair, "batch-executor");

    assertThat(run.spec().getContainers()).extracting(Container::getName).containsExactly("batch");
    assertThat(run.container().getEnv()).contains(new EnvVar("TZ", "Europe/Paris", null));
    assertThat(run.spec().getAutomountServiceAccountToken()).isTrue();
    assertThat(executor.spec().getContainers())
        .extracting(Container::getName)
        .containsExactly("spark-kubernetes-executor");
    // As it has to be written where Kubernetes puts in the values of variables once more.
    assertThat(executor.container().getEnv()).contains(new EnvVar("TZ", "$$(HOME)", null));
    assertThat(executor.spec().getAutomountServiceAccountToken()).isFalse();
    assertThat(List.of(run, executor))
        .allSatisfy(pod -> assertThat(pod.spec().getServiceAccountName()).isEqualTo("archivist"));
    assertThat(AllOperands.desired(pair))
        .filteredOn(RoleBinding.class::isInstance)
        .filteredOn(made -> made.getMetadata().getName().equals("btc-usd-batch"))
        .singleElement()
        .satisfies(
            made ->
                assertThat(((RoleBinding) made).getSubjects())
                    .extracting(Subject::getName)
                    .containsExactly("archivist"));
  }

  @Test
  void theMemoryOfABatchExecutorIsTheLimitOfItsRun() {
    Pair pair =
        SamplePair.of(
            SamplePair.STRIMZI
                + "\nbatch: {executors: 2, resources: {limits: {memory: 2Gi, cpu: 3}}}");

    assertThat(MadePod.of(pair, "batch-executor").container().getResources().getLimits())
        .isEqualTo(Map.of("memory", new Quantity("2048Mi"), "cpu", new Quantity("3")));
  }

  @Test
  void theMemoryOfASparkPodIsItsLimit() {
    MadePod driver =
        MadePod.of(
            SamplePair.of(SamplePair.STRIMZI + "\nstreaming: {resources: {limits: {memory: 1Gi}}}"),
            "driver");

    assertThat(driver.container().getResources().getLimits().get("memory"))
        .isEqualTo(new Quantity("1Gi"));
  }

  @Test
  void aNonceMakesEveryPodAnew() {
    assertThat(MadePod.of(SamplePair.of(SamplePair.STRIMZI + "\nrestartNonce: 7")))
        .allSatisfy(
            pod ->
                assertThat(pod.template().getMetadata().getAnnotations())
                    .containsEntry("finsolutions.io/restart-nonce", "7"));
  }

  @Test
  void anOverlayCannotTakeADriverTheTokenThatItNeeds() {
    Pair pair =
        SamplePair.of(
            """
            kafka: {clusterRef: {name: events}, topics: {partitions: 2}}
            streaming: {executors: 2, template: {spec: {automountServiceAccountToken: false}}}
            """);

    assertThat(MadePod.of(pair, "driver").spec().getAutomountServiceAccountToken()).isTrue();
  }
}
