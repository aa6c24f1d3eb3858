package io.finsolutions.pipeline.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarWidthTest {
  private static final long FAR = 100_000_000_000L;

  @ParameterizedTest
  @CsvSource({
    "SECOND, 2026-09-30T02:39:53.999999999Z, 2026-09-30T02:39:53Z",
    "MINUTE, 2026-09-30T02:39:59.999999999Z, 2026-09-30T02:39:00Z",
    "HOUR,   2026-09-30T02:59:59.999999999Z, 2026-09-30T02:00:00Z",
    "DAY,    2026-09-30T23:59:59.999999999Z, 2026-09-30T00:00:00Z",
    "DAY,    2026-09-30T00:00:00Z,           2026-09-30T00:00:00Z",
    // Before 1970, where a division would round the wrong way.
    "SECOND, 1969-12-31T23:59:59.5Z,         1969-12-31T23:59:59Z",
    "MINUTE, 1969-12-31T23:59:59Z,           1969-12-31T23:59:00Z",
    "HOUR,   1969-12-31T23:00:00Z,           1969-12-31T23:00:00Z",
    "DAY,    1969-12-30T00:00:01Z,           1969-12-30T00:00:00Z",
    // Leap days, and a century that has none.
    "DAY,    2024-02-29T12:00:00Z,           2024-02-29T00:00:00Z",
    "DAY,    2024-03-01T00:00:00Z,           2024-03-01T00:00:00Z",
    "DAY,    2100-02-28T23:59:59Z,           2100-02-28T00:00:00Z",
    // Clocks in Europe and New York are put forward and back; the days here are those of UTC.
    "HOUR,   2026-03-29T01:30:00Z,           2026-03-29T01:00:00Z",
    "DAY,    2026-03-29T23:30:00Z,           2026-03-29T00:00:00Z",
    "DAY,    2026-10-25T00:30:00Z,           2026-10-25T00:00:00Z",
    "DAY,    2026-11-01T06:30:00Z,           2026-11-01T00:00:00Z",
  })
  void aBarStartsAtAFullUnitOfUtc(BarWidth width, Instant time, Instant start) {
    assertThat(width.startOf(time)).isEqualTo(start);
  }

  @Property
  void everyTimeLiesInTheBarThatStartsAtItsStart(
      @ForAll BarWidth width,
      @ForAll @LongRange(min = -FAR, max = FAR) long second,
      @ForAll @LongRange(min = 0, max = 999_999_999) long nano) {
    Instant time = Instant.ofEpochSecond(second, nano);
    Instant start = width.startOf(time);

    assertThat(start).isBeforeOrEqualTo(time);
    assertThat(start.plus(width.duration())).isAfter(time);
    assertThat(width.startOf(start)).isEqualTo(start);
  }

  @Test
  void everyWidthDividesTheNextAndAllDivideADay() {
    Duration finer = Duration.ofSeconds(1);
    for (BarWidth width : BarWidth.values()) {
      assertThat(width.duration().toSeconds() % finer.toSeconds()).isZero();
      assertThat(Duration.ofDays(1).toSeconds() % width.duration().toSeconds()).isZero();
      finer = width.duration();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1s,  SECOND,          SECOND",
    "1m,  MINUTE,          MINUTE",
    "5m,  FIVE_MINUTES,    MINUTE",
    "15m, FIFTEEN_MINUTES, MINUTE",
    "1h,  HOUR,            HOUR",
    "4h,  FOUR_HOURS,      HOUR",
    "1d,  DAY,             DAY",
  })
  void aLabelNamesAWidthThatIsMergedFromAStoredOne(String label, BarWidth width, BarWidth stored) {
    assertThat(BarWidth.ofLabel(label)).isEqualTo(width);
    assertThat(width.label()).isEqualTo(label);
    assertThat(width.stored()).isEqualTo(stored);
  }

  @Test
  void anotherLabelIsRefusedWithThoseThatThereAre() {
    assertThatThrownBy(() -> BarWidth.ofLabel("2m"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("\"2m\" is no interval: write one of 1s, 1m, 5m, 15m, 1h, 4h, 1d");
  }
}
