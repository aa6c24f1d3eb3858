package io.finsolutions.pipeline.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.finsolutions.pipeline.harness.Eventually;
import io.finsolutions.pipeline.operator.PipelineReconciler;
import io.finsolutions.pipeline.operator.api.CryptoPipeline;
import io.finsolutions.pipeline.operator.api.Phase;
import io.finsolutions.pipeline.operator.foreign.KafkaTopic;
import io.finsolutions.pipeline.operator.foreign.SparkApplication;
import io.finsolutions.pipeline.operator.status.ConditionType;
import io.finsolutions.pipeline.operator.status.Reason;
import org.junit.jupiter.api.extension.RegisterExtension;

class SuspendIT {
  @RegisterExtension static final SharedOperator OPERATOR = new SharedOperator();

  private final Surrounding surrounding = OPERATOR.surrounding();

  @ConcurrentTest
  void aPairThatIsSuspendedStandsStillAndGoesOnWhereItWas() {
    surrounding.applyOwn("halted");
    surrounding.awaitReady("halted");
    String stream = uid("halted");

    surrounding.patch("halted", "spec: {suspend: true}");
    Eventually.passes(() -> assertStandsStill("halted"));
    Eventually.await(
        "no pod but the database's is left",
        () ->
            surrounding.all(Pod.class, "halted").values().stream()
                .filter(pod -> !"Succeeded".equals(pod.getStatus().getPhase()))
                .allMatch(pod -> pod.getMetadata().getName().equals("halted-database-0")));
    assertThat(surrounding.get(StatefulSet.class, "halted-database").getStatus().getReadyReplicas())
        .isEqualTo(1);
    assertThat(surrounding.all(PersistentVolumeClaim.class, "halted")).hasSize(1);
    assertThat(surrounding.all(KafkaTopic.class, "halted")).hasSize(3);
    surrounding.awaitFailure("halted", ConditionType.READY, Reason.SUSPENDED, "spec.suspend");
    surrounding.awaitCondition("halted", ConditionType.TOPICS_READY, "True", "");
    surrounding.awaitCondition("halted", ConditionType.DATABASE_READY, "True", "");
    surrounding.awaitCondition("halted", ConditionType.DEGRADED, "False", "");

    surrounding.patch("halted", "spec: {suspend: false}");
    surrounding.awaitReady("halted");
    assertThat(uid("halted")).isEqualTo(stream);
    assertThat(surrounding.get(CronJob.class, "halted-batch").getSpec().getSuspend()).isFalse();
  }

  @ConcurrentTest
  void aPairCanBeSuspendedFromTheFirstAndGoesOnLater() {
    surrounding.apply("later", Surrounding.own("later") + "suspend: true\n");
    Eventually.passes(() -> assertStandsStill("later"));
    assertThat(surrounding.submissions("later")).isZero();
    assertThat(surrounding.all(KafkaTopic.class, "later")).hasSize(3);

    surrounding.patch("later", "spec: {suspend: false}");
    surrounding.awaitReady("later");
    assertThat(surrounding.submissions("later")).isEqualTo(1);
  }

  @ConcurrentTest
  void aPairThatIsPausedIsLeftAloneUntilItIsNot() {
    surrounding.applyOwn("alone");
    surrounding.awaitReady("alone");
    pause("alone", "\"true\"");
    surrounding.awaitCondition("alone", ConditionType.PAUSED, "True", "finsolutions.io/paused");
    String version = surrounding.pair("alone").getMetadata().getResourceVersion();

    surrounding.resource(CronJob.class, "alone-batch").delete();
    surrounding.patch(Deployment.class, "alone-producer", "spec: {replicas: 0}");
    // Another pair that is looked at later is a sign that this one could have been.
    surrounding.nudge();
    surrounding.applyOwn("bystander");
    surrounding.awaitReady("bystander");
    assertThat(surrounding.exists(CronJob.class, "alone-batch")).isFalse();
    assertThat(surrounding.get(Deployment.class, "alone-producer").getSpec().getReplicas())
        .isZero();
    CryptoPipeline paused = surrounding.pair("alone");
    assertThat(paused.getMetadata().getResourceVersion()).isEqualTo(version);
    assertThat(paused.getStatus().phase()).isEqualTo(Phase.PAUSED);

    pause("alone", "null");
    surrounding.awaitReady("alone");
    assertThat(surrounding.exists(CronJob.class, "alone-batch")).isTrue();
    assertThat(surrounding.get(Deployment.class, "alone-producer").getSpec().getReplicas())
        .isEqualTo(1);
  }

  @ConcurrentTest
  void aPausedPairCanBeDeleted() {
    surrounding.applyOwn("gone");
    surrounding.awaitReady("gone");
    pause("gone", "\"true\"");
    surrounding.awaitCondition("gone", ConditionType.PAUSED, "True", "");

    surrounding.resource(CryptoPipeline.class, "gone").delete();

    Eventually.await("the pair is gone", () -> surrounding.pair("gone") == null);
    Eventually.await(
        "its deployment is gone", () -> !surrounding.exists(Deployment.class, "gone-producer"));
  }

  private void pause(String pair, String value) {
    surrounding.patch(
        pair, "metadata: {annotations: {%s: %s}}".formatted(PipelineReconciler.PAUSED, value));
  }

  private void assertStandsStill(String pair) {
    assertThat(surrounding.get(Deployment.class, pair + "-producer").getSpec().getReplicas())
        .isZero();
    assertThat(surrounding.get(CronJob.class, pair + "-batch").getSpec().getSuspend()).isTrue();
    SparkApplication stream = surrounding.get(SparkApplication.class, pair + "-streaming");
    assertThat(stream.getSpec()).containsEntry("suspend", true);
    assertThat(stream.getStatus()).isNotNull();
    assertThat(stream.getStatus().state()).isEqualTo("SUSPENDED");
    assertThat(surrounding.pair(pair).getStatus().phase()).isEqualTo(Phase.SUSPENDED);
  }

  private String uid(String pair) {
    return surrounding.get(SparkApplication.class, pair + "-streaming").getMetadata().getUid();
  }
}
