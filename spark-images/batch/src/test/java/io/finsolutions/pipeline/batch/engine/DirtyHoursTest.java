package io.finsolutions.pipeline.batch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.batch.Trades;
import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarFold;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.Trade;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DirtyHoursTest {
  @Test
  void anHourIsFoldedAgainWhole() {
    assertThat(ranges("2026-03-01T12:00:00Z", "2026-03-01T09:59:59.999999Z"))
        .containsExactly("[2026-03-01T09:00:00Z, 2026-03-01T10:00:00Z)");
  }

  @Test
  void theHourOfTheHandOverIsFoldedUpToIt() {
    assertThat(ranges("2026-03-01T10:17:00Z", "2026-03-01T10:16:59Z"))
        .containsExactly("[2026-03-01T10:00:00Z, 2026-03-01T10:17:00Z)");
  }

  @Test
  void whatIsNotFinalIsNotDirty() {
    assertThat(ranges("2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z")).isEmpty();
    assertThat(ranges("2026-03-01T10:00:00Z", "2026-03-01T11:30:00Z")).isEmpty();
  }

  @Test
  void hoursInARowAreOneRange() {
    assertThat(
            ranges(
                "2026-03-01T12:30:00Z",
                "2026-03-01T12:01:00Z",
                "2026-03-01T08:00:00Z",
                "2026-03-01T11:00:00Z",
                "2026-03-01T08:30:00Z"))
        .containsExactly(
            "[2026-03-01T08:00:00Z, 2026-03-01T09:00:00Z)",
            "[2026-03-01T11:00:00Z, 2026-03-01T12:30:00Z)");
  }

  @Test
  void hoursOfDifferentDaysAndMonthsMayBeInARow() {
    assertThat(ranges("2024-03-02T00:00:00Z", "2024-02-29T23:30:00Z", "2024-03-01T00:30:00Z"))
        .containsExactly("[2024-02-29T23:00:00Z, 2024-03-01T01:00:00Z)");
  }

  @Test
  void theHourThatClocksSkipIsAnHourOfUtc() {
    assertThat(ranges("2026-03-29T05:00:00Z", "2026-03-29T01:30:00Z"))
        .containsExactly("[2026-03-29T01:00:00Z, 2026-03-29T02:00:00Z)");
  }

  @Test
  void aRangeIsMadeOfItsHours() {
    assertThat(
            DirtyHours.of(
                List.of(
                    new TimeRange(
                        Instant.parse("2026-03-01T23:00:00Z"),
                        Instant.parse("2026-03-02T00:17:00Z")))))
        .containsExactly(
            Instant.parse("2026-03-01T23:00:00Z"), Instant.parse("2026-03-02T00:00:00Z"));
  }

  @Test
  void anHourLosesIfASecondHasFewerTradesOrNone() {
    Map<Instant, Long> before =
        Map.of(
            Instant.parse("2026-03-01T09:10:00Z"), 1L,
            Instant.parse("2026-03-01T10:10:00Z"), 2L,
            Instant.parse("2026-03-01T11:10:00Z"), 1L);
    List<Bar> same =
        seconds(
            trade(1, "2026-03-01T09:10:00Z"),
            trade(2, "2026-03-01T10:10:00Z"),
            trade(3, "2026-03-01T10:10:00.5Z"),
            trade(4, "2026-03-01T11:10:00Z"));

    assertThat(
            DirtyHours.losing(
                before,
                seconds(
                    trade(1, "2026-03-01T09:10:00Z"),
                    trade(2, "2026-03-01T10:10:00Z"),
                    trade(5, "2026-03-01T10:20:00Z"))))
        .containsExactly(
            Instant.parse("2026-03-01T10:00:00Z"), Instant.parse("2026-03-01T11:00:00Z"));
    assertThat(DirtyHours.losing(before, same)).isEmpty();
    assertThat(DirtyHours.losing(Map.of(), same)).isEmpty();
  }

  private static List<String> ranges(String handover, String... times) {
    return DirtyHours.ranges(
            Arrays.stream(times).map(Instant::parse).toList(), Instant.parse(handover))
        .stream()
        .map(TimeRange::toString)
        .toList();
  }

  private static Trade trade(long id, String time) {
    return Trades.trade(Trades.BTC_USD, id, time, "80000", "1");
  }

  private static List<Bar> seconds(Trade... trades) {
    BarFold fold = new BarFold(BarWidth.SECOND);
    Arrays.stream(trades).forEach(fold::add);
    return fold.bars();
  }
}
