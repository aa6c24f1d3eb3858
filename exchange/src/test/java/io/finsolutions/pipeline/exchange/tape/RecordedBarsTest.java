package io.finsolutions.pipeline.exchange.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finsolutions.pipeline.exchange.Fixtures;
import io.finsolutions.pipeline.exchange.oracle.PlainBar;
import io.finsolutions.pipeline.exchange.oracle.PlainBars;
import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedBarsTest {
  private static final TradingPair BTC_USD = TradingPair.parse("BTC-USD");
  private static final LocalDate NEXT_DAY = LocalDate.of(2016, 10, 8);

  private final RecordedBars shipped = RecordedBars.shipped(BTC_USD, 1, 1);

  @Test
  void everySecondOfTheShippedDayIsPrintedExactly() {
    assertThat(shipped.bars()).hasSize(4_063);
    assertPrintsExactly(shipped.bars(), Duration.ofSeconds(1), tradesOf(shipped));
  }

  @Test
  void everyMinuteOfTheShippedDayIsPrintedExactly() throws IOException {
    assertPrintsExactly(
        RecordedBars.read(
            Fixtures.reader("bars/coinbase_btcusd_20161007_1m.csv"), RecordedBars.SHIPPED_DAY),
        Duration.ofMinutes(1),
        tradesOf(shipped));
  }

  @Test
  void anotherDayIsPrintedExactlyWithAnySeed() throws IOException {
    List<RecordedBar> seconds =
        RecordedBars.read(Fixtures.reader("bars/coinbase_btcusd_20161008_1s.csv"), NEXT_DAY);
    List<RecordedBar> minutes =
        RecordedBars.read(Fixtures.reader("bars/coinbase_btcusd_20161008_1m.csv"), NEXT_DAY);
    for (long seed : new long[] {0, -7, Long.MAX_VALUE}) {
      List<Trade> trades = tradesOf(new RecordedBars(BTC_USD, seconds, 1, seed));
      assertPrintsExactly(seconds, Duration.ofSeconds(1), trades);
      assertPrintsExactly(minutes, Duration.ofMinutes(1), trades);
    }
  }

  @Test
  void idsCountUpByOneFromTheGivenOne() {
    List<Trade> trades = tradesOf(RecordedBars.shipped(BTC_USD, 500, 1));
    for (int i = 0; i < trades.size(); i++) {
      assertThat(trades.get(i).tradeId()).isEqualTo(500 + i);
    }
  }

  @Test
  void tradesComeInTheOrderOfExecution() {
    assertThat(tradesOf(shipped)).isSortedAccordingTo(Trade.EXECUTION_ORDER);
  }

  @Test
  void bothSidesTrade() {
    List<Trade> trades = tradesOf(shipped);
    long buys = trades.stream().filter(trade -> trade.takerSide() == Side.BUY).count();
    assertThat(buys).isBetween(trades.size() / 3L, trades.size() * 2L / 3);
  }

  @Test
  void timesUseTheMicroseconds() {
    assertThat(tradesOf(shipped))
        .filteredOn(trade -> trade.time().getNano() % 1_000_000 != 0)
        .hasSizeGreaterThan(4_000);
  }

  @Test
  void theSameSeedGivesTheSameTrades() {
    assertThat(tradesOf(RecordedBars.shipped(BTC_USD, 1, 1))).isEqualTo(tradesOf(shipped));
    assertThat(tradesOf(RecordedBars.shipped(BTC_USD, 1, 2))).isNotEqualTo(tradesOf(shipped));
  }

  @Test
  void itIsLiveFromItsBusiestHour() {
    List<Trade> trades = tradesOf(shipped);
    PlainBar busiest =
        PlainBars.of(trades, Duration.ofHours(1)).stream()
            .max((one, other) -> Long.compare(one.trades(), other.trades()))
            .orElseThrow();
    assertThat(shipped.liveFrom()).contains(busiest.start());
  }

  @Test
  void aSecondWithTheSmallestVolumeHasOneTrade() {
    RecordedBar bar =
        new RecordedBar(
            Instant.parse("2016-10-07T00:00:00Z"),
            BigDecimal.ONE,
            BigDecimal.ONE,
            BigDecimal.ONE,
            BigDecimal.ONE,
            new BigDecimal("0.00000001"));
    assertThat(tradesOf(new RecordedBars(BTC_USD, List.of(bar), 1, 1))).hasSize(1);
  }

  @Test
  void aLineThatIsNoBarIsNamed() {
    String csv = RecordedBars.HEADER + "\n1000,5,6,4,5,1\n2000,5,6,5.5,5,1\n";
    assertThatThrownBy(() -> RecordedBars.read(new StringReader(csv), NEXT_DAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 3");
  }

  private static List<Trade> tradesOf(RecordedBars tape) {
    List<Trade> trades = new ArrayList<>();
    tape.trades().forEachRemaining(trades::add);
    return trades;
  }

  private static void assertPrintsExactly(
      List<RecordedBar> recorded, Duration width, List<Trade> trades) {
    List<PlainBar> printed = PlainBars.of(trades, width);
    assertThat(printed).hasSameSizeAs(recorded);
    for (int i = 0; i < recorded.size(); i++) {
      RecordedBar expected = recorded.get(i);
      PlainBar bar = printed.get(i);
      assertThat(bar.start()).isEqualTo(expected.start());
      assertThat(bar.open()).as("open of %s", bar.start()).isEqualByComparingTo(expected.open());
      assertThat(bar.high()).as("high of %s", bar.start()).isEqualByComparingTo(expected.high());
      assertThat(bar.low()).as("low of %s", bar.start()).isEqualByComparingTo(expected.low());
      assertThat(bar.close()).as("close of %s", bar.start()).isEqualByComparingTo(expected.close());
      assertThat(bar.baseVolume())
          .as("volume of %s", bar.start())
          .isEqualByComparingTo(expected.volume());
    }
  }
}
