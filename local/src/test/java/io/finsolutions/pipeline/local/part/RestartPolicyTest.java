package io.finsolutions.pipeline.local.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final RestartPolicy policy = RestartPolicy.givingUp();

  @Test
  void eachPauseIsTwiceTheOneBefore() {
    assertThat(policy.pauseAfterEnd(0)).contains(Duration.ofMillis(250));
    assertThat(policy.pauseAfterEnd(1)).contains(Duration.ofMillis(500));
    assertThat(policy.pauseAfterEnd(2)).contains(Duration.ofSeconds(1));
    assertThat(policy.pauseAfterEnd(3)).contains(Duration.ofSeconds(2));
  }

  @Test
  void theFifthEndWithinAMinuteIsTheLast() {
    for (int i = 0; i < 4; i++) {
      assertThat(policy.pauseAfterEnd(i)).isPresent();
    }
    assertThat(policy.pauseAfterEnd(4)).isEmpty();
  }

  @Test
  void endsThatAreLongAgoDoNotCount() {
    for (int minute = 0; minute < 20; minute++) {
      assertThat(policy.pauseAfterEnd(Duration.ofSeconds(61L * minute).toNanos()))
          .contains(Duration.ofMillis(250));
    }
  }

  @Test
  void whoNeverGivesUpPausesForTwoSecondsAtMost() {
    RestartPolicy patient = RestartPolicy.neverGivingUp();
    for (int i = 0; i < 100; i++) {
      assertThat(patient.pauseAfterEnd(i).orElseThrow()).isBetween(FIRST_PAUSE, LONGEST_PAUSE);
    }
    assertThat(patient.pauseAfterEnd(100)).contains(LONGEST_PAUSE);
  }
}
