package io.finsolutions.pipeline.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.local.chaos.ChaosFault.Kill;
import io.finsolutions.pipeline.local.chaos.ChaosFault.Suspension;
import io.finsolutions.pipeline.local.chaos.Recoveries.Recovered;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecoveriesTest {
  private static final Instant START = Instant.parse("2026-11-22T18:31:00Z");
  private static final ChaosFault KILL = new Kill(Target.PRODUCER);

  private final Recoveries recoveries = new Recoveries();

  @Test
  void aKillIsRecoveredFromOnceATradeThatWasPrintedAfterItIsInAFreshRow() {
    begin(1, KILL);

    assertThat(recoveries.observe(look(0.1, -0.3))).isEmpty();
    assertThat(recoveries.observe(look(4.0, 0.5))).isEmpty();
    assertThat(recoveries.observe(look(4.5, 3.5)))
        .containsExactly(new Recovered(1, KILL, Duration.ofMillis(4_500), Optional.empty()));
    assertThat(recoveries.open()).isEmpty();
  }

  @Test
  void rowsThatAreFarBehindAreNoRecovery() {
    begin(1, KILL);

    assertThat(recoveries.observe(look(10, 8.4))).isEmpty();
    assertThat(recoveries.observe(look(10, 8.5))).hasSize(1);
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsNoRecovery() {
    begin(1, new Kill(Target.DATABASE));

    assertThat(recoveries.observe(look(1, Optional.empty(), Optional.empty()))).isEmpty();
    assertThat(recoveries.open()).containsOnlyKeys(1);
  }

  @Test
  void whatLastsIsCountedFromItsEnd() {
    Suspension suspension = new Suspension(Target.STREAMING, Duration.ofSeconds(5));
    recoveries.begun(1, suspension);

    assertThat(recoveries.observe(look(1, 1))).isEmpty();
    recoveries.over(1, at(5));
    assertThat(recoveries.observe(look(6, 5.9)))
        .containsExactly(new Recovered(1, suspension, Duration.ofSeconds(1), Optional.empty()));
  }

  @Test
  void aServerIsCountedAlsoFromWhenItIsReadyAgain() {
    Kill broker = new Kill(Target.BROKER);
    begin(1, broker);
    recoveries.ready(Target.BROKER, at(3));
    recoveries.ready(Target.BROKER, at(4));

    assertThat(recoveries.observe(look(5, 4.9)))
        .containsExactly(
            new Recovered(1, broker, Duration.ofSeconds(5), Optional.of(Duration.ofSeconds(2))));
  }

  @Test
  void theBatchLayerHasRecoveredOnceARunIsDoneThatBeganAfterTheKill() {
    begin(1, new Kill(Target.BATCH));

    assertThat(recoveries.observe(look(1, Optional.of(0.9), Optional.of(-3.0)))).isEmpty();
    assertThat(recoveries.observe(look(20, Optional.of(19.9), Optional.of(15.0)))).hasSize(1);
  }

  @Test
  void faultsThatOverlapAreEachCountedUntilRowsAreFresh() {
    begin(1, KILL);
    Kill streaming = new Kill(Target.STREAMING);
    recoveries.begun(2, streaming);
    recoveries.over(2, at(2));

    assertThat(recoveries.observe(look(9, 8.9)))
        .containsExactly(
            new Recovered(1, KILL, Duration.ofSeconds(9), Optional.empty()),
            new Recovered(2, streaming, Duration.ofSeconds(7), Optional.empty()));
  }

  private void begin(int number, ChaosFault fault) {
    recoveries.begun(number, fault);
    recoveries.over(number, START);
  }

  private static Observation look(double at, double counted) {
    return look(at, Optional.of(counted), Optional.empty());
  }

  private static Observation look(
      double at, Optional<Double> counted, Optional<Double> doneRunBegan) {
    return new Observation(
        at(at),
        at(at),
        counted.map(RecoveriesTest::at),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        doneRunBegan.map(RecoveriesTest::at));
  }

  private static Instant at(double seconds) {
    return START.plusMillis(Math.round(seconds * 1_000));
  }
}
