package io.finsolutions.pipeline.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StandInSparkOperatorIT extends OnCluster {
  private StandInSparkOperator operator;

  @BeforeEach
  void startOperator() {
    ThirdPartyCrds.SPARK_OPERATOR.install(client);
    operator = StandInSparkOperator.start(client, Scope.namespaces(namespace.name()));
  }

  @AfterEach
  void stopOperator() {
    if (operator != null) {
      operator.close();
    }
  }

  @Test
  void anApplicationIsSubmittedAndRuns() {
    GenericKubernetesResource application = apply("");

    GenericKubernetesResource running = await(application, SparkState.RUNNING);

    assertThat(running.<String>get("status", "driverInfo", "podName")).isEqualTo("bars-driver");
    assertThat(running.<String>get("status", "submissionID")).isNotEmpty();
    assertThat(running.<Integer>get("status", "submissionAttempts")).isEqualTo(1);
    assertThat(running.<Integer>get("status", "executionAttempts")).isEqualTo(1);
    assertThat(running.<String>get("status", "lastSubmissionAttemptTime")).isNotEmpty();
    assertThat(submissions()).isEqualTo(1);
  }

  @Test
  void defaultsBelongToTheSparkOperatorAndCauseNoSubmission() {
    GenericKubernetesResource running = await(apply(""), SparkState.RUNNING);

    assertThat(running.<String>get("spec", "driver", "memory")).isEqualTo("1g");
    assertThat(running.<Integer>get("spec", "executor", "cores")).isEqualTo(1);
    assertThat(running.getMetadata().getManagedFields())
        .anyMatch(
            entry ->
                entry.getManager().equals("spark-operator")
                    && entry.getOperation().equals("Update")
                    && entry.getSubresource() == null);
    apply("");
    assertThat(client.resource(running).get().getMetadata().getGeneration())
        .isEqualTo(running.getMetadata().getGeneration());
    assertThat(submissions()).isEqualTo(1);
  }

  @Test
  void aChangedSpecIsSubmittedAgainUnderAnotherId() {
    GenericKubernetesResource application = apply("");
    String first = await(application, SparkState.RUNNING).get("status", "submissionID");

    apply("arguments: [--trigger, micro-batch],");
    Eventually.await("there is a second submission", () -> submissions() == 2);

    String second = await(application, SparkState.RUNNING).get("status", "submissionID");
    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void aSuspendedApplicationResumes() {
    GenericKubernetesResource application = apply("");
    await(application, SparkState.RUNNING);

    apply("suspend: true,");
    GenericKubernetesResource suspended = await(application, SparkState.SUSPENDED);
    assertThat(suspended.<String>get("status", "driverInfo", "podName")).isNull();
    assertThat(submissions()).isEqualTo(1);

    apply("suspend: false,");
    await(application, SparkState.RUNNING);
    assertThat(submissions()).isEqualTo(2);
  }

  @Test
  void anApplicationThatIsSuspendedFromTheFirstIsNotSubmitted() {
    GenericKubernetesResource application = apply("suspend: true,");
    await(application, SparkState.SUSPENDED);
    assertThat(submissions()).isZero();

    apply("suspend: false,");
    await(application, SparkState.RUNNING);
    assertThat(submissions()).isEqualTo(1);
  }

  @Test
  void anApplicationThatIsHeldStaysUntilItIsReleased() {
    operator.holdAt(namespace.name(), "bars", SparkState.PENDING_RERUN);
    GenericKubernetesResource application = apply("");
    await(application, SparkState.RUNNING);

    apply("arguments: [--trigger, micro-batch],");
    await(application, SparkState.PENDING_RERUN);
    assertThat(submissions()).isEqualTo(1);

    operator.release(namespace.name(), "bars");
    await(application, SparkState.RUNNING);
  }

  @Test
  void anApplicationFailsWhenItIsToldTo() {
    GenericKubernetesResource application = apply("");
    await(application, SparkState.RUNNING);

    operator.fail(namespace.name(), "bars", "driver container failed with ExitCode: 1");

    GenericKubernetesResource failed = await(application, SparkState.FAILED);
    assertThat(failed.<String>get("status", "applicationState", "errorMessage"))
        .isEqualTo("driver container failed with ExitCode: 1");
  }

  @Test
  void aSubmissionFailsWhenItIsToldTo() {
    operator.failSubmissions(namespace.name(), "bars", "driver already exists");
    await(apply(""), SparkState.SUBMISSION_FAILED);
  }

  @Test
  void aDriverPodRunsFailsAndIsReplaced() {
    operator.close();
    operator = StandInSparkOperator.startWithDriverPods(client, Scope.namespaces(namespace.name()));
    GenericKubernetesResource application =
        apply("restartPolicy: {type: Always, onFailureRetryInterval: 1},");
    try (StandInKubelet kubelet =
        StandInKubelet.start(client, Scope.namespaces(namespace.name()))) {
      await(application, SparkState.RUNNING);
      assertThat(driver().getMetadata().getLabels())
          .containsEntry("spark-role", "driver")
          .containsEntry("sparkoperator.k8s.io/app-name", "bars")
          .containsEntry("pipeline", "btc-usd");

      kubelet.decide(pod -> PodFate.failed(1, "no Kafka"));
      await(application, SparkState.FAILING);
      kubelet.decide(PodFate::usual);

      await(application, SparkState.RUNNING);
      assertThat(submissions()).isGreaterThan(1);

      client.resource(application).delete();
      Eventually.await("the driver is gone", () -> driver() == null);
    }
  }

  @Test
  void anApplicationRunsAlthoughSomebodyElseWritesWheneverItsStatusIsWritten() {
    operator.close();
    operator = StandInSparkOperator.startWithDriverPods(client, Scope.namespaces(namespace.name()));
    GenericKubernetesResource application = apply("");
    try (StandInKubelet kubelet =
        StandInKubelet.start(client, Scope.namespaces(namespace.name()))) {
      kubelet.decide(PodFate::usual);
      for (int change = 1; change <= 10; change++) {
        apply("restartPolicy: {type: Never, onFailureRetryInterval: %d},".formatted(change));
        for (int write = 0; write < 30; write++) {
          annotate(application, change + "-" + write);
        }
        await(application, SparkState.RUNNING);
      }
    }
  }

  private void annotate(GenericKubernetesResource application, String value) {
    client
        .resource(application)
        .patch(
            new PatchContext.Builder().withPatchType(PatchType.JSON_MERGE).build(),
            "{\"metadata\": {\"annotations\": {\"seen\": \"%s\"}}}".formatted(value));
  }

  private Pod driver() {
    List<Pod> drivers =
        client
            .pods()
            .inNamespace(namespace.name())
            .withLabels(Map.of("spark-role", "driver"))
            .list()
            .getItems();
    return drivers.isEmpty() ? null : drivers.get(0);
  }

  private int submissions() {
    return operator.submissions(namespace.name(), "bars");
  }

  private GenericKubernetesResource apply(String more) {
    String yaml =
        """
        apiVersion: sparkoperator.k8s.io/v1beta2
        kind: SparkApplication
        metadata: {name: bars, namespace: %s}
        spec: {%s type: Java, sparkVersion: 3.5.7, mainApplicationFile: "local:///bars.jar",
               driver: {labels: {pipeline: btc-usd}}, executor: {instances: 1}}
        """
            .formatted(namespace.name(), more);
    return client
        .resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
        .fieldManager("test")
        .serverSideApply();
  }

  private GenericKubernetesResource await(GenericKubernetesResource application, SparkState state) {
    Eventually.passes(
        () -> assertThat(SparkState.of(client.resource(application).get())).isEqualTo(state));
    return client.resource(application).get();
  }
}
