package io.finsolutions.pipeline.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.operator.api.CryptoPipelineStatus;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.status.ConditionType;
import io.finsolutions.pipeline.operator.status.Finding;
import io.finsolutions.pipeline.operator.status.Reason;
import io.finsolutions.pipeline.operator.status.Report;
import io.finsolutions.pipeline.operator.status.StatusFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NextLookTest {
  private static final Finding WORKS =
      Finding.holds(ConditionType.TOPICS_READY, Reason.READY, "works");
  private static final Finding STARTS =
      Finding.fails(ConditionType.TOPICS_READY, Reason.STARTING, "starts");
  private static final Finding STANDS_STILL =
      Finding.fails(ConditionType.PRODUCER_READY, Reason.SUSPENDED, "stands still");

  private final SampleClock clock = new SampleClock("2026-01-01T00:00:00Z");
  private final StatusFactory statuses = new StatusFactory(clock);
  private final Pair running = SamplePair.smallest();
  private final Pair suspended = SamplePair.of(SamplePair.STRIMZI + "\nsuspend: true");

  @Test
  void aPairWhoseEveryPartWorksIsNotLookedAt() {
    assertThat(after(status(running, WORKS))).isEmpty();
  }

  @Test
  void aPairThatIsNotReadyIsLookedAtSoonAndLaterLessOften() {
    CryptoPipelineStatus status = status(running, STARTS);

    assertThat(after(status)).contains(Duration.ofSeconds(5));
    clock.advance(Duration.ofMinutes(11));
    assertThat(after(status)).contains(Duration.ofSeconds(30));
  }

  @Test
  void aPairThatStandsStillIsNotLookedAt() {
    assertThat(after(status(suspended, WORKS, STANDS_STILL))).isEmpty();
  }

  @Test
  void aPairThatIsToStandStillIsLookedAtUntilWhatItKeepsWorks() {
    assertThat(after(status(suspended, STARTS, STANDS_STILL))).contains(Duration.ofSeconds(5));
  }

  @Test
  void aPairThatIsPausedIsNotLookedAt() {
    Pair before = SamplePair.with(running, status(running, STARTS));

    assertThat(after(statuses.paused(before))).isEmpty();
  }

  private Optional<Duration> after(CryptoPipelineStatus status) {
    return NextLook.after(status, clock.instant());
  }

  private CryptoPipelineStatus status(Pair pair, Finding... findings) {
    return statuses.afterPass(
        pair,
        Optional.empty(),
        List.of(findings).stream().map(finding -> new Report("kind/name", finding)).toList(),
        Finding.holds(ConditionType.FRESH, Reason.FRESH, "rows are up to date"),
        null,
        null);
  }
}
