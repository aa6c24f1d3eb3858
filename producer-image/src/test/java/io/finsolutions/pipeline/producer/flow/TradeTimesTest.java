package io.finsolutions.pipeline.producer.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TradeTimesTest {
  private final TradeTimes times = new TradeTimes();

  @Test
  void timesOfTradesNearbyAreKeptAndThoseOfBothEnds() {
    add(1, 1_000);

    assertThat(times.atOrBelow(700)).isBetween(Trades.time(444), Trades.time(700));
    assertThat(times.atOrAbove(300)).isBetween(Trades.time(300), Trades.time(556));
    assertThat(times.atOrAbove(999)).isEqualTo(Trades.time(1_000));
    assertThat(times.atOrBelow(2)).isEqualTo(Trades.time(1));
  }

  @Test
  void theOrderInWhichTradesComeDoesNotMatter() {
    LongStream.iterate(1_000, id -> id >= 1, id -> id - 1)
        .forEach(id -> times.add(id, Trades.time(id)));

    assertThat(times.atOrBelow(300)).isBetween(Trades.time(1), Trades.time(300));
    assertThat(times.atOrAbove(300)).isBetween(Trades.time(300), Trades.time(556));
    assertThat(times.lowest()).isEqualTo(Trades.time(1));
    assertThat(times.highest()).isEqualTo(Trades.time(1_000));
  }

  @Test
  void whatIsForgottenIsNotNeededAboveThatId() {
    add(1, 1_000);

    times.forgetBelow(600);

    assertThat(times.atOrBelow(600)).isBetween(Trades.time(344), Trades.time(600));
  }

  private void add(long first, long last) {
    LongStream.rangeClosed(first, last).forEach(id -> times.add(id, Trades.time(id)));
  }
}
