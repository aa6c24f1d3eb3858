package io.finsolutions.pipeline.system;

import io.finsolutions.pipeline.harness.Eventually;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A pair that stood still for two minutes has no hole. */
@OnRealNodes
@Order(4)
class SuspensionIT {
  private static final Duration STANDSTILL = Duration.ofMinutes(2);
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @Test
  void whatWasMissedWhileThePairStoodStillIsFetched() {
    PairUnderTest pair = PairUnderTest.running();
    Timeline.tell("suspend");
    pair.patch("spec: {suspend: true}");
    Eventually.await(
        "nothing of the pair runs but its database",
        LIMIT,
        () -> pair.pods("producer").isEmpty() && pair.pods("streaming").isEmpty());
    Instant still = Instant.now();
    Timeline.tell("stands still");
    Eventually.await(
        "it has stood still",
        STANDSTILL.plusSeconds(30),
        () -> Instant.now().isAfter(still.plus(STANDSTILL)));
    Instant resumed;
    try (RowWatch watch = pair.watch()) {
      resumed = Instant.now();
      Timeline.tell("resume");
      pair.patch("spec: {suspend: false}");
      Eventually.await("rows are fresh", LIMIT, () -> watch.isFreshFor(Duration.ofSeconds(3)));
      Timeline.tell(
          "rows are fresh %s s after it was resumed",
          Timeline.seconds(watch.recoveredAfter(resumed)));
    }
    pair.awaitReady();
    pair.awaitFinal(resumed);
    pair.awaitRight();
  }
}
