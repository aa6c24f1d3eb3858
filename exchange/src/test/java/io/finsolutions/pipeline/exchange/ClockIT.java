package io.finsolutions.pipeline.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.exchange.oracle.PlainBar;
import io.finsolutions.pipeline.exchange.tape.FixedTape;
import io.finsolutions.pipeline.exchange.tape.GeneratedTape;
import io.finsolutions.pipeline.exchange.tape.RecordedBar;
import io.finsolutions.pipeline.exchange.tape.RecordedBars;
import io.finsolutions.pipeline.market.Trade;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which times trades have, by clock and speed. */
class ClockIT {
  private static final ExchangeSettings REAL_TIME = ExchangeSettings.defaults();

  @Test
  void withTheRealTimeAHundredTradesArePastAtOnce() {
    for (var tape :
        List.of(
            RecordedBars.shipped(Trades.BTC_USD, 1, 1), GeneratedTape.of(Trades.BTC_USD, 50, 1))) {
      try (ExchangeServer server = new ExchangeServer(REAL_TIME, tape)) {
        server.start();
        Instant now = Instant.now();
        List<Trade> trades = server.trades(Trades.BTC_USD);
        assertThat(trades).hasSizeGreaterThanOrEqualTo(99);
        assertThat(trades.get(0).time()).isBetween(now.minus(Duration.ofHours(1)), now);
        assertThat(trades).allMatch(trade -> !trade.time().isAfter(now));
      }
    }
  }

  @Test
  void withTheRealTimeATradeIsOfTheMomentItIsPrinted() {
    try (ExchangeServer server =
        new ExchangeServer(REAL_TIME, GeneratedTape.of(Trades.BTC_USD, 100, 1))) {
      server.start();
      int past = server.trades(Trades.BTC_USD).size();
      Eventually.holds(
          "trades are printed", () -> server.trades(Trades.BTC_USD).size() > past + 50);
      Instant now = Instant.now();
      List<Trade> trades = server.trades(Trades.BTC_USD);
      assertThat(trades.get(trades.size() - 1).time())
          .isBetween(now.minus(Duration.ofSeconds(5)), now);
      assertThat(trades).isSortedAccordingTo(Trade.EXECUTION_ORDER);
    }
  }

  @Test
  void speedDividesTheGapsOfTheRealTime() {
    List<Trade> tape = Trades.sequence(400, 1_000);
    try (ExchangeServer server =
        new ExchangeServer(
            REAL_TIME.withSpeed(100).withHistory(10), FixedTape.of(Trades.BTC_USD, tape))) {
      server.start();
      Eventually.holds("the tape ends", server::hasEnded);
      List<Trade> trades = server.trades(Trades.BTC_USD);
      assertThat(trades).hasSize(400);
      assertThat(Duration.between(trades.get(0).time(), trades.get(399).time()))
          .isEqualTo(Duration.ofMillis(3_990));
    }
  }

  @Test
  void atRecordedSpeedASecondOfTheTapeIsASecondOfTheDay() {
    List<RecordedBar> seconds =
        List.of(bar(0, "10.5", "0.7"), bar(1, "11", "0.03"), bar(2, "10.25", "3"));
    try (ExchangeServer server =
        new ExchangeServer(REAL_TIME, new RecordedBars(Trades.BTC_USD, seconds, 1, 1))) {
      server.start();
      Eventually.holds("the tape ends", server::hasEnded);
      List<PlainBar> bars = server.bars(Trades.BTC_USD, Duration.ofSeconds(1));
      assertThat(bars)
          .extracting(PlainBar::baseVolume)
          .containsExactly(new BigDecimal("0.7"), new BigDecimal("0.03"), new BigDecimal("3"));
      assertThat(bars)
          .extracting(PlainBar::close)
          .containsExactly(new BigDecimal("10.5"), new BigDecimal("11"), new BigDecimal("10.25"));
    }
  }

  @Test
  void withTheTapesTimeTradesKeepTheirTimes() {
    List<Trade> tape = Trades.sequence(300, 1_000);
    try (ExchangeServer server =
        new ExchangeServer(
            REAL_TIME.withClock(ClockMode.TAPE).withSpeed(1_000),
            FixedTape.of(Trades.BTC_USD, tape))) {
      server.start();
      Eventually.holds("the tape ends", server::hasEnded);
      assertThat(server.trades(Trades.BTC_USD)).isEqualTo(tape);
      assertThat(server.now()).isAfter(tape.get(299).time());
    }
  }

  @Test
  void aStartDateMovesTheDayAndKeepsTheTimeOfDay() {
    LocalDate date = LocalDate.of(2026, 3, 1);
    try (ExchangeServer server =
        new ExchangeServer(
            REAL_TIME
                .withClock(ClockMode.TAPE)
                .withStartDate(date)
                .withFrom(LocalTime.of(12, 0))
                .withSpeed(500),
            RecordedBars.shipped(Trades.BTC_USD, 1, 1))) {
      server.start();
      Eventually.holds("live trades are printed", () -> server.trades(Trades.BTC_USD).size() > 150);
      Instant noon = date.atTime(12, 0).toInstant(ZoneOffset.UTC);
      List<Trade> trades = server.trades(Trades.BTC_USD);
      assertThat(trades.get(0).time()).isBetween(noon.minus(Duration.ofHours(2)), noon);
      assertThat(trades.get(149).time()).isBetween(noon, noon.plus(Duration.ofHours(1)));
      assertThat(server.now()).isBetween(noon, noon.plus(Duration.ofHours(12)));
    }
  }

  @Test
  void aWholeDayPlaysToItsEndAndPrintsItsBars() {
    RecordedBars tape = RecordedBars.shipped(Trades.BTC_USD, 1, 1);
    try (ExchangeServer server =
        new ExchangeServer(REAL_TIME.withClock(ClockMode.TAPE).withSpeed(50_000), tape)) {
      server.start();
      Eventually.holds("the tape ends", server::hasEnded);
      assertThat(server.bars(Trades.BTC_USD, Duration.ofSeconds(1))).hasSize(4_063);
    }
  }

  private static RecordedBar bar(int second, String close, String volume) {
    BigDecimal price = new BigDecimal(close);
    return new RecordedBar(
        Trades.START.plusSeconds(second),
        BigDecimal.TEN,
        price.max(BigDecimal.TEN),
        price.min(BigDecimal.TEN),
        price,
        new BigDecimal(volume));
  }
}
