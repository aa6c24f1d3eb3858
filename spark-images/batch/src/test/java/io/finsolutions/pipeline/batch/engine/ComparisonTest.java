package io.finsolutions.pipeline.batch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.batch.Trades;
import io.finsolutions.pipeline.coinbase.Candle;
import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarFold;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.Trade;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void theSameSecondsHaveNoDifference() {
    List<Bar> seconds = bars(BarWidth.SECOND, trade(1, "80000", "1"), trade(2, "80001", "2"));

    assertThat(Comparison.withSpeed(seconds, seconds)).isEmpty();
  }

  @Test
  void aTradeThatTheSpeedLayerMissedShowsInEveryFieldItChanges() {
    List<Bar> complete = bars(BarWidth.SECOND, trade(1, "80000", "1"), trade(2, "80001", "2.50"));
    List<Bar> short1 = bars(BarWidth.SECOND, trade(1, "80000", "1"));

    assertThat(Comparison.withSpeed(complete, short1))
        .contains(
            new Difference("speed", TEN, "trades", "2", "1"),
            new Difference("speed", TEN, "high", "80001", "80000"),
            new Difference("speed", TEN, "base_volume", "3.5", "1"),
            new Difference("speed", TEN, "last_trade_id", "2", "1"))
        .extracting(Difference::field)
        .doesNotContain("open", "low", "first_trade_id", "open_time");
  }

  @Test
  void aSecondThatOnlyOneLayerHasIsOneDifference() {
    List<Bar> second = bars(BarWidth.SECOND, trade(1, "80000", "1"));

    assertThat(Comparison.withSpeed(second, List.of()))
        .containsExactly(new Difference("speed", TEN, "row", "present", null));
    assertThat(Comparison.withSpeed(List.of(), second))
        .containsExactly(new Difference("speed", TEN, "row", null, "present"));
  }

  @Test
  void aCandleIsComparedByValueAndNotByItsDigits() {
    List<Bar> minutes = bars(BarWidth.MINUTE, trade(1, "80000", "1"));

    assertThat(
            Comparison.withCandles(
                minutes, List.of(candle("80000.00", "80000.0", "8E+4", "80000", "1.00000000"))))
        .isEmpty();
  }

  @Test
  void aCandleWithAnotherVolumeIsADifference() {
    List<Bar> minutes = bars(BarWidth.MINUTE, trade(1, "80000", "1"));

    assertThat(
            Comparison.withCandles(
                minutes, List.of(candle("80000", "80000", "80000", "80000", "1.5"))))
        .containsExactly(new Difference("candles", TEN, "base_volume", "1", "1.5"));
  }

  @Test
  void differencesAreInTheOrderOfTime() {
    List<Bar> ours =
        bars(
            BarWidth.SECOND,
            trade(1, "80000", "1"),
            Trades.trade(Trades.BTC_USD, 3, "2026-03-01T10:00:05Z", "1", "1"));
    List<Bar> theirs =
        bars(BarWidth.SECOND, Trades.trade(Trades.BTC_USD, 2, "2026-03-01T10:00:03Z", "1", "1"));

    assertThat(Comparison.withSpeed(ours, theirs))
        .extracting(difference -> difference.start().toString())
        .containsExactly("2026-03-01T10:00:00Z", "2026-03-01T10:00:03Z", "2026-03-01T10:00:05Z");
  }

  private static Trade trade(long id, String price, String size) {
    return Trades.trade(Trades.BTC_USD, id, "2026-03-01T10:00:00.1Z", price, size);
  }

  private static Candle candle(String open, String high, String low, String close, String volume) {
    return new Candle(
        TEN,
        new BigDecimal(open),
        new BigDecimal(high),
        new BigDecimal(low),
        new BigDecimal(close),
        new BigDecimal(volume));
  }

  private static List<Bar> bars(BarWidth width, Trade... trades) {
    BarFold fold = new BarFold(width);
    Arrays.stream(trades).forEach(fold::add);
    return fold.bars();
  }
}
