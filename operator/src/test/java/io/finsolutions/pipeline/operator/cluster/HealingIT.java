package io.finsolutions.pipeline.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.finsolutions.pipeline.harness.Eventually;
import io.finsolutions.pipeline.harness.PodFate;
import io.finsolutions.pipeline.harness.SparkState;
import io.finsolutions.pipeline.operator.api.CryptoPipelineStatus;
import io.finsolutions.pipeline.operator.api.HealingStatus;
import io.finsolutions.pipeline.operator.foreign.SparkApplication;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.status.ConditionType;
import io.finsolutions.pipeline.operator.status.Reason;
import io.finsolutions.pipeline.operator.streaming.Healing;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What hangs is made anew after a while. One test after another: the clock is everybody's. */
class HealingIT {
  @RegisterExtension static final SharedOperator OPERATOR = new SharedOperator();

  private static final Duration A_WHILE = Duration.ofMinutes(6);
  private static final Duration LONG = Duration.ofHours(1);

  private final Surrounding surrounding = OPERATOR.surrounding();

  @AfterEach
  void reset() {
    OPERATOR.clock().reset();
  }

  @Test
  void aSpeedLayerThatHangsAfterARestartIsMadeAnew() {
    surrounding.applyOwn("rerun");
    surrounding.awaitReady("rerun");
    String first = stream("rerun").getMetadata().getUid();
    surrounding
        .spark()
        .holdAt(surrounding.namespace(), "rerun-streaming", SparkState.PENDING_RERUN);
    surrounding.patch("rerun", "spec: {restartNonce: 1}");
    awaitState("rerun", "PENDING_RERUN");
    surrounding.awaitFailure("rerun", ConditionType.STREAM_READY, Reason.STARTING, "PENDING_RERUN");
    assertThat(healing("rerun").attempts()).isZero();

    pass(A_WHILE);
    Eventually.passes(() -> assertThat(stream("rerun").getMetadata().getUid()).isNotEqualTo(first));

    surrounding.awaitReady("rerun");
    assertThat(healing("rerun").attempts()).isEqualTo(1);
    assertThat(surrounding.events("rerun"))
        .filteredOn(event -> event.startsWith("StreamHealed"))
        .anyMatch(event -> event.contains("the speed layer hung, and is made anew: attempt 1"));

    // After a spell of health, the next attempt is a first one again.
    pass(LONG);
    Eventually.passes(() -> assertThat(healing("rerun").attempts()).isZero());
  }

  @Test
  void aSpeedLayerThatFailsAgainAndAgainIsMadeAnewOnlySoOften() {
    String name = "fails-streaming";
    surrounding.spark().failSubmissions(surrounding.namespace(), name, "no such image");
    surrounding.applyOwn("fails");
    for (int attempt = 1; attempt <= Healing.MOST_ATTEMPTS; attempt++) {
      awaitState("fails", "SUBMISSION_FAILED");
      String before = stream("fails").getMetadata().getUid();
      int expected = attempt;
      pass(LONG);
      Eventually.passes(
          () -> {
            assertThat(stream("fails").getMetadata().getUid()).isNotEqualTo(before);
            assertThat(healing("fails").attempts()).isEqualTo(expected);
          });
    }
    awaitState("fails", "SUBMISSION_FAILED");
    String last = stream("fails").getMetadata().getUid();
    pass(LONG);
    surrounding.awaitFailure(
        "fails",
        ConditionType.STREAM_READY,
        Reason.HEALING_EXHAUSTED,
        "it was made anew 5 times without success: look at the Spark operator");
    assertThat(message("fails")).contains("no such image");
    assertThat(stream("fails").getMetadata().getUid()).isEqualTo(last);

    // As the message says, to delete it is a way out once the cause is mended.
    surrounding.spark().release(surrounding.namespace(), name);
    surrounding.resource(SparkApplication.class, name).delete();
    surrounding.awaitReady("fails");
  }

  @Test
  void aSpeedLayerThatEndedForGoodIsMadeAnew() {
    surrounding.applyOwn("ended");
    surrounding.awaitReady("ended");
    surrounding.spark().fail(surrounding.namespace(), "ended-streaming", "driver lost");
    surrounding.awaitFailure(
        "ended", ConditionType.STREAM_READY, Reason.SPARK_FAILED, "FAILED: driver lost");

    pass(A_WHILE);

    surrounding.awaitReady("ended");
    assertThat(healing("ended").attempts()).isEqualTo(1);
  }

  @Test
  void aSpeedLayerWhoseDriverIsGoneWithoutTheSparkOperatorsNoticeIsMadeAnew() {
    surrounding.applyOwn("stale");
    surrounding.awaitReady("stale");
    surrounding.spark().holdAt(surrounding.namespace(), "stale-streaming", SparkState.RUNNING);
    surrounding.resource(Pod.class, "stale-streaming-driver").withGracePeriod(0).delete();
    Eventually.passes(() -> assertThat(healing("stale").state()).isEqualTo(Healing.DRIVER_GONE));
    surrounding.awaitFailure(
        "stale", ConditionType.STREAM_READY, Reason.STARTING, "RUNNING, but without a driver");

    pass(A_WHILE);

    surrounding.awaitReady("stale");
    assertThat(healing("stale").attempts()).isEqualTo(1);
  }

  @Test
  void aMigrationThatFailsSaysWhyAndIsTriedAgainAfterAWhile() {
    surrounding.fate(
        "schema",
        Component.MIGRATION,
        PodFate.failed(
            1,
            "12:00:00.000 INFO  Migrate starts\n"
                + "cannot migrate jdbc:postgresql://db/pipeline:"
                + " FATAL: password authentication failed for user \"pipeline\"\n"));
    surrounding.applyOwn("schema");
    surrounding.awaitFailure(
        "schema",
        ConditionType.MIGRATION_READY,
        Reason.POD_FAILED,
        "exit 1: cannot migrate jdbc:postgresql://db/pipeline: FATAL: password authentication"
            + " failed");
    endOfMigration("schema");
    surrounding.awaitFailure(
        "schema", ConditionType.MIGRATION_READY, Reason.JOB_FAILED, "it is tried again every 30 s");
    assertThat(surrounding.exists(SparkApplication.class, "schema-streaming")).isFalse();
    String failed = surrounding.get(Job.class, "schema-migration").getMetadata().getUid();

    surrounding.fate("schema", Component.MIGRATION, PodFate.SUCCEEDED);
    surrounding.nudge();
    assertThat(surrounding.get(Job.class, "schema-migration").getMetadata().getUid())
        .isEqualTo(failed);
    pass(Duration.ofSeconds(31));

    surrounding.awaitReady("schema");
    assertThat(surrounding.get(Job.class, "schema-migration").getMetadata().getUid())
        .isNotEqualTo(failed);
  }

  // The Job controller waits longer and longer between the attempts of a job, so it is told here.
  private void endOfMigration(String pair) {
    surrounding.patch(Job.class, pair + "-migration", "spec: {activeDeadlineSeconds: 1}");
    Eventually.await(
        "the job has failed",
        () ->
            surrounding.get(Job.class, pair + "-migration").getStatus().getConditions().stream()
                .anyMatch(is -> "Failed".equals(is.getType()) && "True".equals(is.getStatus())));
  }

  private void pass(Duration time) {
    OPERATOR.clock().advance(time);
    surrounding.nudge();
  }

  private void awaitState(String pair, String state) {
    Eventually.passes(() -> assertThat(healing(pair).state()).isEqualTo(state));
  }

  private HealingStatus healing(String pair) {
    return Optional.ofNullable(surrounding.pair(pair).getStatus())
        .map(CryptoPipelineStatus::healing)
        .orElseThrow(() -> new AssertionError("nothing is said of healing yet"));
  }

  private SparkApplication stream(String pair) {
    return surrounding.get(SparkApplication.class, pair + "-streaming");
  }

  private String message(String pair) {
    return surrounding.condition(pair, ConditionType.STREAM_READY).orElseThrow().getMessage();
  }
}
