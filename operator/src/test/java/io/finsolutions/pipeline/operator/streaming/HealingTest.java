package io.finsolutions.pipeline.operator.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.operator.SampleClock;
import io.finsolutions.pipeline.operator.api.HealingStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealingTest {
  private final SampleClock clock = new SampleClock("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "SUBMITTED, 300",
    "PENDING_RERUN, 120",
    "INVALIDATING, 120",
    "SUCCEEDING, 120",
    "FAILING, 120",
    "SUSPENDING, 120",
    "RESUMING, 120",
    "UNKNOWN, 120",
    "COMPLETED, 60",
    "FAILED, 60",
    "SUBMISSION_FAILED, 60",
    "'RUNNING, but without a driver', 60"
  })
  void aStateThatShouldPassIsStuckOnceItHasLastedTooLong(String state, int seconds) {
    HealingStatus seen = look(null, state);

    clock.advance(Duration.ofSeconds(seconds));
    assertThat(Healing.isStuck(look(seen, state), clock.instant())).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(Healing.isStuck(look(seen, state), clock.instant())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "RUNNING", "SUSPENDED", "A_STATE_OF_A_LATER_VERSION"})
  void otherStatesMayLastForEver(String state) {
    HealingStatus seen = look(null, state);
    clock.advance(Duration.ofDays(30));

    assertThat(Healing.isStuck(look(seen, state), clock.instant())).isFalse();
  }

  @Test
  void theTimeOfAStateBeginsWithIt() {
    HealingStatus submitted = look(null, "SUBMITTED");
    clock.advance(Duration.ofMinutes(4));

    assertThat(look(submitted, "SUBMITTED").since()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(look(submitted, "FAILING").since()).isEqualTo("2026-01-01T00:04:00Z");
  }

  @Test
  void theFirstAttemptIsDueAtOnce() {
    assertThat(Healing.isDue(look(null, "FAILED"), clock.instant())).isTrue();
  }

  @Test
  void eachPauseIsTwiceAsLongAsTheOneBefore() {
    HealingStatus seen = look(null, "FAILED");
    for (int minutes : new int[] {1, 2, 4, 8}) {
      seen = Healing.attempted(seen, clock.instant());
      clock.advance(Duration.ofMinutes(minutes));
      assertThat(Healing.isDue(seen, clock.instant())).as("after %s min", minutes).isFalse();
      clock.advance(Duration.ofSeconds(1));
      assertThat(Healing.isDue(seen, clock.instant())).as("after %s min", minutes).isTrue();
    }
  }

  @Test
  void afterFiveAttemptsAPersonHasToLook() {
    HealingStatus seen = look(null, "FAILED");
    for (int attempt = 0; attempt < Healing.MOST_ATTEMPTS; attempt++) {
      assertThat(Healing.isExhausted(seen)).isFalse();
      seen = Healing.attempted(seen, clock.instant());
    }
    clock.advance(Duration.ofDays(1));

    assertThat(Healing.isExhausted(seen)).isTrue();
    assertThat(Healing.isDue(seen, clock.instant())).isFalse();
  }

  @Test
  void anAttemptForgetsTheStateThatHung() {
    HealingStatus after = Healing.attempted(look(null, "FAILED"), clock.instant());

    assertThat(after)
        .isEqualTo(new HealingStatus(1, "2026-01-01T00:00:00Z", "", "2026-01-01T00:00:00Z"));
  }

  @Test
  void tenMinutesOfHealthMakeUpForAllAttempts() {
    HealingStatus healed = Healing.attempted(look(null, "FAILED"), clock.instant());
    HealingStatus running = look(healed, "RUNNING");

    clock.advance(Duration.ofMinutes(10));
    assertThat(look(running, "RUNNING").attempts()).isEqualTo(1);
    clock.advance(Duration.ofSeconds(1));
    assertThat(look(running, "RUNNING"))
        .isEqualTo(new HealingStatus(0, null, "RUNNING", "2026-01-01T00:00:00Z"));
  }

  @Test
  void shortSpellsOfHealthDoNotAddUp() {
    HealingStatus seen = Healing.attempted(look(null, "FAILED"), clock.instant());
    for (int spell = 0; spell < 3; spell++) {
      seen = look(seen, "RUNNING");
      clock.advance(Duration.ofMinutes(6));
      seen = look(seen, "FAILING");
    }

    assertThat(seen.attempts()).isEqualTo(1);
  }

  @Test
  void whatIsSeenAgainIsTheSame() {
    HealingStatus seen = look(null, "RUNNING");
    clock.advance(Duration.ofMillis(500));

    assertThat(look(seen, "RUNNING")).isEqualTo(seen);
  }

  private HealingStatus look(HealingStatus before, String state) {
    return Healing.look(before, state, clock.instant());
  }
}
