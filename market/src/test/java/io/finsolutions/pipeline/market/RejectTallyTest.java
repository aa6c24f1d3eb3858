package io.finsolutions.pipeline.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RejectTallyTest {
  private Instant now = Instant.EPOCH;
  private final RejectTally tally = new RejectTally(Duration.ofSeconds(10), () -> now);

  @Test
  void theFirstOfEachReasonIsToldOfAtOnce() {
    assertThat(tally.isWorthALine(RejectReason.MALFORMED)).isTrue();
    assertThat(tally.isWorthALine(RejectReason.FUTURE_DATED)).isTrue();
    assertThat(tally.isWorthALine(RejectReason.MALFORMED)).isFalse();
    assertThat(tally.takeUntold()).isEmpty();
  }

  @Test
  void thoseThatFollowAreToldOfAsANumberOnceInAWhile() {
    for (int i = 0; i < 1_000; i++) {
      tally.isWorthALine(RejectReason.MALFORMED);
    }
    now = now.plusSeconds(10);

    assertThat(tally.takeUntold()).isEqualTo(Map.of(RejectReason.MALFORMED, 999L));
    assertThat(tally.takeUntold()).isEmpty();
    tally.isWorthALine(RejectReason.MALFORMED);
    assertThat(tally.takeUntold()).isEmpty();
    now = now.plusSeconds(10);
    assertThat(tally.takeUntold()).isEqualTo(Map.of(RejectReason.MALFORMED, 1L));
  }

  @Test
  void afterAWhileOfNoneTheNextIsToldOfAtOnce() {
    tally.isWorthALine(RejectReason.MALFORMED);
    now = now.plusSeconds(10);

    assertThat(tally.isWorthALine(RejectReason.MALFORMED)).isTrue();
  }
}
