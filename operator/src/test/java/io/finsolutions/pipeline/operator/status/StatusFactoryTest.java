package io.finsolutions.pipeline.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.finsolutions.pipeline.operator.SampleClock;
import io.finsolutions.pipeline.operator.SamplePair;
import io.finsolutions.pipeline.operator.api.ComponentStatus;
import io.finsolutions.pipeline.operator.api.CryptoPipelineStatus;
import io.finsolutions.pipeline.operator.api.FreshnessStatus;
import io.finsolutions.pipeline.operator.api.HealingStatus;
import io.finsolutions.pipeline.operator.api.Phase;
import io.finsolutions.pipeline.operator.pair.Pair;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusFactoryTest {
  private static final Finding FRESH =
      Finding.holds(ConditionType.FRESH, Reason.FRESH, "rows are up to date");
  private static final FreshnessStatus FRESHNESS =
      new FreshnessStatus("2026-01-01T00:00:00Z", null, 0L, 0L, null);
  private static final HealingStatus HEALING =
      new HealingStatus(1, "2026-01-01T00:00:00Z", "RUNNING", "2026-01-01T00:00:00Z");
  private static final Report TOPICS = works(ConditionType.TOPICS_READY);
  private static final Report WORKS = works(ConditionType.PRODUCER_READY);
  private static final Report STARTS = fails(Reason.STARTING, "starts");
  private static final Report FAILS = fails(Reason.POD_FAILED, "exit 1");

  private final SampleClock clock = new SampleClock("2026-01-01T00:00:00Z");
  private final StatusFactory statuses = new StatusFactory(clock);
  private Pair pair = SamplePair.smallest();

  @Test
  void whatStartsIsStarting() {
    CryptoPipelineStatus status = pass(TOPICS, STARTS);

    assertThat(status.phase()).isEqualTo(Phase.STARTING);
    assertThat(condition(status, ConditionType.READY).getMessage())
        .isEqualTo("deployment/producer: starts");
    assertThat(status.firstReadyAt()).isNull();
  }

  @Test
  void whatWaitsForSomebodyIsPending() {
    CryptoPipelineStatus status =
        pass(TOPICS, fails(Reason.SECRET_MISSING, "there is no Secret user"));

    assertThat(status.phase()).isEqualTo(Phase.PENDING);
    assertThat(condition(status, ConditionType.READY).getReason()).isEqualTo("SecretMissing");
  }

  @Test
  void whatWorksIsRunning() {
    CryptoPipelineStatus status = pass(TOPICS, WORKS);

    assertThat(status.phase()).isEqualTo(Phase.RUNNING);
    assertThat(status.firstReadyAt()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(status.observedGeneration()).isEqualTo(3);
    assertThat(status.components())
        .containsExactly(
            new ComponentStatus("topics", true, "deployment/topics", "works"),
            new ComponentStatus("producer", true, "deployment/producer", "works"));
    assertThat(status.freshness()).isEqualTo(FRESHNESS);
    assertThat(status.healing()).isEqualTo(HEALING);
  }

  @Test
  void theFirstPartThatDoesNotWorkIsWhyThePairDoesNot() {
    CryptoPipelineStatus status = pass(FAILS, fails(Reason.SPARK_FAILED, "later"));

    assertThat(condition(status, ConditionType.READY).getReason()).isEqualTo("PodFailed");
  }

  @Test
  void whenItWorkedFirstIsKept() {
    pass(TOPICS, WORKS);
    clock.advance(Duration.ofHours(1));

    assertThat(pass(TOPICS, WORKS).firstReadyAt()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(pass(TOPICS, FAILS).firstReadyAt()).isEqualTo("2026-01-01T00:00:00Z");
  }

  @Test
  void whatHasNeverWorkedIsNotDegraded() {
    CryptoPipelineStatus status = pass(TOPICS, FAILS);

    assertThat(status.phase()).isEqualTo(Phase.PENDING);
    assertThat(condition(status, ConditionType.DEGRADED).getStatus()).isEqualTo("False");
  }

  @Test
  void whatHasWorkedAndFailsIsDegradedAtOnce() {
    pass(TOPICS, WORKS);

    CryptoPipelineStatus status = pass(TOPICS, FAILS);

    assertThat(status.phase()).isEqualTo(Phase.DEGRADED);
    assertThat(condition(status, ConditionType.DEGRADED).getReason()).isEqualTo("ComponentFailed");
    assertThat(condition(status, ConditionType.DEGRADED).getMessage())
        .isEqualTo("deployment/producer: exit 1");
  }

  @Test
  void whatHasWorkedAndStartsAnewIsDegradedOnceItTakesTooLong() {
    clock.advance(Duration.ofHours(1));
    pass(TOPICS, WORKS);
    clock.advance(Duration.ofHours(1));

    assertThat(pass(TOPICS, STARTS).phase()).isEqualTo(Phase.STARTING);
    clock.advance(Duration.ofMinutes(2));
    assertThat(pass(TOPICS, STARTS).phase()).isEqualTo(Phase.STARTING);
    clock.advance(Duration.ofSeconds(1));
    assertThat(pass(TOPICS, STARTS).phase()).isEqualTo(Phase.DEGRADED);
  }

  @Test
  void aRestartOfWhatIsDegradedForLongIsNoEndOfThat() {
    pass(TOPICS, WORKS);
    pass(TOPICS, FAILS);
    clock.advance(Duration.ofMinutes(3));

    assertThat(pass(TOPICS, STARTS).phase()).isEqualTo(Phase.DEGRADED);
    assertThat(pass(TOPICS, WORKS).phase()).isEqualTo(Phase.RUNNING);
    assertThat(condition(pass(TOPICS, WORKS), ConditionType.DEGRADED).getStatus())
        .isEqualTo("False");
  }

  @Test
  void whatStandsStillIsSuspendedAndNothingElse() {
    pass(TOPICS, WORKS);
    suspend(true);

    CryptoPipelineStatus status = pass(TOPICS, fails(Reason.SUSPENDED, "stands still"));

    assertThat(status.phase()).isEqualTo(Phase.SUSPENDED);
    assertThat(condition(status, ConditionType.READY).getReason()).isEqualTo("Suspended");
    assertThat(condition(status, ConditionType.FRESH).getStatus()).isEqualTo("Unknown");
    assertThat(condition(status, ConditionType.DEGRADED).getStatus()).isEqualTo("False");
  }

  @Test
  void aStartAfterALongSuspensionHasItsTime() {
    pass(TOPICS, WORKS);
    suspend(true);
    pass(TOPICS, fails(Reason.SUSPENDED, "stands still"));
    clock.advance(Duration.ofDays(1));
    pass(TOPICS, fails(Reason.SUSPENDED, "stands still"));
    suspend(false);

    assertThat(pass(TOPICS, STARTS).phase()).isEqualTo(Phase.STARTING);
    clock.advance(Duration.ofMinutes(1));
    assertThat(pass(TOPICS, STARTS).phase()).isEqualTo(Phase.STARTING);
    clock.advance(Duration.ofMinutes(2));
    assertThat(pass(TOPICS, STARTS).phase()).isEqualTo(Phase.DEGRADED);
  }

  @Test
  void aPairThatTheExchangeDoesNotHaveIsPending() {
    CryptoPipelineStatus status =
        statuses.afterPass(
            pair,
            Optional.of("Coinbase has no product BTC-XYZ"),
            List.of(),
            Finding.unknown(ConditionType.FRESH, Reason.PAIR_UNKNOWN, ""),
            null,
            null);

    assertThat(status.phase()).isEqualTo(Phase.PENDING);
    assertThat(condition(status, ConditionType.READY).getReason()).isEqualTo("PairUnknown");
    assertThat(condition(status, ConditionType.READY).getMessage())
        .isEqualTo("Coinbase has no product BTC-XYZ");
  }

  @Test
  void aSecondPassThatFindsTheSameChangesNothing() {
    CryptoPipelineStatus first = pass(TOPICS, WORKS);
    clock.advance(Duration.ofHours(1));

    assertThat(pass(TOPICS, WORKS)).isEqualTo(first);
  }

  @Test
  void whatIsPausedKeepsWhatWasKnownOfIt() {
    CryptoPipelineStatus before = pass(TOPICS, WORKS);
    pair.resource().getMetadata().setGeneration(4L);

    CryptoPipelineStatus status = statuses.paused(pair);

    assertThat(status.phase()).isEqualTo(Phase.PAUSED);
    assertThat(status.observedGeneration()).isEqualTo(3);
    assertThat(status.components()).isEqualTo(before.components());
    assertThat(status.freshness()).isEqualTo(before.freshness());
    assertThat(status.healing()).isEqualTo(before.healing());
    assertThat(status.firstReadyAt()).isEqualTo(before.firstReadyAt());
    assertThat(condition(status, ConditionType.READY).getStatus()).isEqualTo("Unknown");
    assertThat(condition(status, ConditionType.PAUSED).getStatus()).isEqualTo("True");
  }

  @Test
  void whatGoesSaysWhatItWaitsFor() {
    pass(TOPICS, WORKS);

    CryptoPipelineStatus status = statuses.deleting(pair, "KafkaTopic btc-usd.trades");

    assertThat(status.phase()).isEqualTo(Phase.DELETING);
    assertThat(condition(status, ConditionType.READY).getReason()).isEqualTo("Deleting");
    assertThat(condition(status, ConditionType.READY).getMessage())
        .contains("KafkaTopic btc-usd.trades");
    assertThat(status.components()).isEmpty();
  }

  /** A pass whose status is that of the pair from then on. */
  private CryptoPipelineStatus pass(Report... reports) {
    CryptoPipelineStatus status =
        statuses.afterPass(pair, Optional.empty(), List.of(reports), FRESH, FRESHNESS, HEALING);
    pair = SamplePair.with(pair, status);
    return status;
  }

  private void suspend(boolean isSuspended) {
    pair =
        SamplePair.with(
            SamplePair.of(SamplePair.STRIMZI + "\nsuspend: " + isSuspended),
            pair.resource().getStatus());
  }

  private static Condition condition(CryptoPipelineStatus status, ConditionType type) {
    return Conditions.find(status.conditions(), type).orElseThrow();
  }

  private static Report works(ConditionType type) {
    return new Report(
        "deployment/" + type.component().toLowerCase(Locale.ROOT),
        Finding.holds(type, Reason.READY, "works"));
  }

  private static Report fails(Reason reason, String message) {
    return new Report(
        "deployment/producer", Finding.fails(ConditionType.PRODUCER_READY, reason, message));
  }
}
