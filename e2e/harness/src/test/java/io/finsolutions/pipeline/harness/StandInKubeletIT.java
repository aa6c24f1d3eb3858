package io.finsolutions.pipeline.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StandInKubeletIT extends OnCluster {
  private StandInKubelet kubelet;

  @BeforeEach
  void startKubelet() {
    kubelet = StandInKubelet.start(client, Scope.namespaces(namespace.name()));
  }

  @AfterEach
  void stopKubelet() {
    if (kubelet != null) {
      kubelet.close();
    }
  }

  @Test
  void aDeploymentBecomesAvailable() {
    Deployment deployment = client.resource(deployment(3)).create();
    Eventually.await(
        "three replicas are available",
        () ->
            Objects.equals(
                client.resource(deployment).get().getStatus().getAvailableReplicas(), 3));
  }

  @Test
  void aStatefulSetBecomesReady() {
    StatefulSet set = client.resource(statefulSet()).create();
    Eventually.await(
        "both replicas are ready",
        () -> Objects.equals(client.resource(set).get().getStatus().getReadyReplicas(), 2));
  }

  @Test
  void aJobCompletesAndItsPodsGoWithIt() {
    Job job = client.resource(job()).create();
    Eventually.await(
        "the job is complete",
        () ->
            client.resource(job).get().getStatus().getConditions().stream()
                .anyMatch(c -> c.getType().equals("Complete") && c.getStatus().equals("True")));

    client.resource(job).delete();

    Eventually.await("the pods are gone", () -> pods().isEmpty());
  }

  @Test
  void aJobThatIsStillRunningGoesWithItsPods() {
    kubelet.decide(pod -> PodFate.READY);
    Job job = client.resource(job()).create();
    Eventually.await(
        "its pod runs", () -> pods().stream().anyMatch(pod -> phase(pod).equals("Running")));

    client.resource(job).delete();

    Eventually.await("the pods are gone", () -> pods().isEmpty());
  }

  @Test
  void aCronJobMakesAJobThatCompletes() {
    CronJob cron =
        new CronJobBuilder()
            .withNewMetadata()
            .withName("cron")
            .withNamespace(namespace.name())
            .endMetadata()
            .withNewSpec()
            .withSchedule("* * * * *")
            .withNewJobTemplate()
            .withSpec(job().getSpec())
            .endJobTemplate()
            .endSpec()
            .build();
    client.resource(cron).create();
    Eventually.await(
        "the cron job has had a success",
        Duration.ofSeconds(90),
        () -> client.resource(cron).get().getStatus().getLastSuccessfulTime() != null);
  }

  @Test
  void aJobWhosePodFailsCountsTheFailure() {
    kubelet.decide(pod -> PodFate.failed(2, "no such product"));
    Job job = client.resource(job()).create();
    Eventually.await(
        "the job has failed",
        () ->
            client.resource(job).get().getStatus().getConditions().stream()
                .anyMatch(c -> c.getType().equals("Failed") && c.getStatus().equals("True")));
    assertThat(pods().get(0).getStatus().getContainerStatuses().get(0).getState().getTerminated())
        .satisfies(
            ended -> {
              assertThat(ended.getExitCode()).isEqualTo(2);
              assertThat(ended.getMessage()).isEqualTo("no such product");
            });
  }

  @Test
  void anotherFateReachesPodsThatAreThere() {
    Deployment deployment = client.resource(deployment(1)).create();
    Eventually.await("the pod is ready", () -> ready(deployment) == 1);

    kubelet.decide(pod -> PodFate.crashLoop(1, "no Kafka"));
    Eventually.await("the pod is not ready", () -> ready(deployment) == 0);
    assertThat(pods().get(0).getStatus().getContainerStatuses().get(0))
        .satisfies(
            status -> {
              assertThat(status.getState().getWaiting().getReason()).isEqualTo("CrashLoopBackOff");
              assertThat(status.getLastState().getTerminated().getMessage()).isEqualTo("no Kafka");
            });

    kubelet.decide(pod -> PodFate.imagePullBackOff("no such image"));
    Eventually.await(
        "the image is awaited",
        () ->
            "ImagePullBackOff"
                .equals(
                    pods()
                        .get(0)
                        .getStatus()
                        .getContainerStatuses()
                        .get(0)
                        .getState()
                        .getWaiting()
                        .getReason()));

    kubelet.decide(PodFate::usual);
    Eventually.await("the pod is ready again", () -> ready(deployment) == 1);
  }

  @Test
  void aPodThatIsLeftAloneStaysPendingAndIsDeletedAtOnce() {
    kubelet.decide(pod -> PodFate.PENDING);
    Deployment deployment = client.resource(deployment(1)).create();
    Eventually.await("the pod is there", () -> pods().size() == 1);
    assertThat(phase(pods().get(0))).isEqualTo("Pending");

    client.resource(deployment).delete();

    Eventually.await("the pod is gone", () -> pods().isEmpty());
  }

  @Test
  void aNamespaceFullOfPodsIsDeleted() {
    Deployment deployment = client.resource(deployment(5)).create();
    Eventually.await("the pods are ready", () -> ready(deployment) == 5);

    namespace.deleteAndWait();

    assertThat(client.namespaces().withName(namespace.name()).get()).isNull();
  }

  private int ready(Deployment deployment) {
    return Objects.requireNonNullElse(
        client.resource(deployment).get().getStatus().getReadyReplicas(), 0);
  }

  private List<Pod> pods() {
    return client.pods().inNamespace(namespace.name()).list().getItems();
  }

  private static String phase(Pod pod) {
    return pod.getStatus().getPhase();
  }

  private Deployment deployment(int replicas) {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName("web")
        .withNamespace(namespace.name())
        .endMetadata()
        .withNewSpec()
        .withReplicas(replicas)
        .withNewSelector()
        .addToMatchLabels("app", "web")
        .endSelector()
        .withTemplate(template("web", "Always"))
        .endSpec()
        .build();
  }

  private StatefulSet statefulSet() {
    return new StatefulSetBuilder()
        .withNewMetadata()
        .withName("store")
        .withNamespace(namespace.name())
        .endMetadata()
        .withNewSpec()
        .withReplicas(2)
        .withServiceName("store")
        .withNewSelector()
        .addToMatchLabels("app", "store")
        .endSelector()
        .withTemplate(template("store", "Always"))
        .endSpec()
        .build();
  }

  private Job job() {
    return new JobBuilder()
        .withNewMetadata()
        .withName("task")
        .withNamespace(namespace.name())
        .endMetadata()
        .withNewSpec()
        .withBackoffLimit(0)
        .withTemplate(template("task", "Never"))
        .endSpec()
        .build();
  }

  private static PodTemplateSpec template(String app, String restartPolicy) {
    return new PodTemplateSpecBuilder()
        .withNewMetadata()
        .addToLabels("app", app)
        .endMetadata()
        .withNewSpec()
        .withRestartPolicy(restartPolicy)
        .addNewInitContainer()
        .withName("first")
        .withImage("example/first:1")
        .endInitContainer()
        .addNewContainer()
        .withName("main")
        .withImage("example/main:1")
        .endContainer()
        .endSpec()
        .build();
  }
}
