package io.finsolutions.pipeline.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.finsolutions.pipeline.harness.Eventually;
import io.finsolutions.pipeline.verify.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The drill of docs/archive.md: the database is lost, and the archive on its volume is not. */
@OnRealNodes
@Order(9)
class ArchiveIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration LONGER_THAN_IT_RAN = Duration.ofHours(1);

  private final Stack stack = Stack.shared();

  @Test
  void theRowsOfALostDatabaseAreMadeAgainFromTheArchiveAndGoOn() {
    PairUnderTest pair = PairUnderTest.alone("eth-usd", "ETH-USD");
    pair.apply("None", "archive: {storage: {size: 1Gi}}", "deletionPolicy: Delete");
    pair.awaitReady();
    pair.awaitFinal(Instant.now());
    standStill(pair);
    Verification before = pair.awaitRight();
    Instant handover = handover(pair);
    assertThat(before.finalSeconds()).as("final seconds before the loss").isPositive();

    Timeline.tell("the database is lost; its schema is made anew");
    loseDatabase(pair);
    assertThat(verify(pair).seconds()).as("seconds in the new database").isZero();

    Timeline.tell("batch restore");
    run(pair, "restore");
    Verification restored = verify(pair);
    Timeline.tell(
        "%d final seconds are there again, of %d", restored.finalSeconds(), before.finalSeconds());
    assertThat(restored.differences()).as("differences from the oracle").isEmpty();
    assertThat(restored.skippedIds()).as("trades that no restored row has").isZero();
    assertThat(restored.seconds()).as("restored seconds").isEqualTo(before.finalSeconds());
    assertThat(restored.finalSeconds()).as("final ones").isEqualTo(before.finalSeconds());
    assertThat(handover(pair)).as("up to where rows are final").isEqualTo(handover);

    Timeline.tell("batch recompute of all that is final");
    run(pair, "recompute", "--from=" + handover.minus(LONGER_THAN_IT_RAN), "--to=" + handover);
    assertThat(verify(pair)).as("the same rows, made again").isEqualTo(restored);

    pair.patch("spec: {suspend: false}");
    pair.awaitReady();
    pair.awaitFinal(Instant.now());
    assertThat(pair.awaitRight().finalSeconds()).isGreaterThan(before.finalSeconds());
    pair.delete();
    Eventually.passes(
        LIMIT,
        () ->
            assertThat(claims(pair))
                .as("volumes of a pair that was deleted with its data")
                .isEmpty());
  }

  private void standStill(PairUnderTest pair) {
    Timeline.tell("suspend");
    pair.patch("spec: {suspend: true}");
    Eventually.await(
        "nothing of " + pair.name() + " runs but its database",
        LIMIT,
        () ->
            isIdle(pair.schedule())
                && List.of("producer", "streaming", "batch").stream()
                    .allMatch(component -> pair.pods(component).isEmpty()));
  }

  // A job that has just been made has no pod yet.
  private static boolean isIdle(CronJob schedule) {
    return schedule.getSpec().getSuspend()
        && (schedule.getStatus() == null || schedule.getStatus().getActive().isEmpty());
  }

  private void loseDatabase(PairUnderTest pair) {
    new Kubectl(stack.namespace())
        .exec(
            pair.name() + "-database-0",
            "psql",
            "-U",
            "pipeline",
            "-d",
            "postgres",
            "-c",
            "drop database pipeline with (force)",
            "-c",
            "create database pipeline");
    String migration = pair.name() + "-migration";
    String done = JobByHand.find(stack, migration).require().getMetadata().getUid();
    JobByHand.find(stack, migration).delete();
    Eventually.await(
        "the operator migrates " + pair.name() + " anew, with job " + migration,
        LIMIT,
        () -> {
          Job anew = JobByHand.find(stack, migration).get();
          return anew != null
              && !anew.getMetadata().getUid().equals(done)
              && JobByHand.hasSucceeded(anew);
        });
  }

  /** Runs the job of the schedule once, with another command. */
  private void run(PairUnderTest pair, String command, String... flags) {
    JobByHand job = JobByHand.start(stack, pair.schedule(), command, flags);
    job.awaitSuccess();
    job.delete();
  }

  private Verification verify(PairUnderTest pair) {
    try (Database database = pair.database()) {
      return database.verify(stack.exchange());
    }
  }

  private static Instant handover(PairUnderTest pair) {
    try (Database database = pair.database()) {
      return database.handover().orElseThrow();
    }
  }

  private List<String> claims(PairUnderTest pair) {
    return stack
        .client()
        .persistentVolumeClaims()
        .inNamespace(stack.namespace())
        .withLabel("app.kubernetes.io/instance", pair.name())
        .list()
        .getItems()
        .stream()
        .map(claim -> claim.getMetadata().getName())
        .toList();
  }
}
