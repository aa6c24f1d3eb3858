package io.finsolutions.pipeline.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final Instant TAPE = Instant.parse("2016-10-07T18:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-22T18:22:01Z");

  @Test
  void atRecordedSpeedNoMicrosecondIsLost() {
    assertThat(new Timeline(TAPE, NOW, 1).of(TAPE.plusNanos(4_000_123_456_000L)))
        .isEqualTo(NOW.plusNanos(4_000_123_456_000L));
  }

  @Test
  void atTenTimesTheSpeedGapsAreATenth() {
    Timeline timeline = new Timeline(TAPE, NOW, 1 / 10.0);
    assertThat(timeline.of(TAPE.plusSeconds(25))).isEqualTo(NOW.plusMillis(2_500));
    assertThat(timeline.of(TAPE.minusSeconds(25))).isEqualTo(NOW.minusMillis(2_500));
  }

  @Test
  void lengthsAreStretchedToTheNanosecond() {
    assertThat(Stretch.by(Duration.ofNanos(1_500_000_001), 2))
        .isEqualTo(Duration.ofNanos(3_000_000_002L));
  }

  @Test
  void timesAreWrittenWithoutTrailingZeros() {
    assertThat(WireTime.text(Instant.parse("2026-09-30T02:39:53.354654Z")))
        .isEqualTo("2026-09-30T02:39:53.354654Z");
    assertThat(WireTime.text(Instant.parse("2026-09-30T02:39:53.190Z")))
        .isEqualTo("2026-09-30T02:39:53.19Z");
    assertThat(WireTime.text(Instant.parse("2026-09-30T02:39:50Z")))
        .isEqualTo("2026-09-30T02:39:50Z");
  }
}
