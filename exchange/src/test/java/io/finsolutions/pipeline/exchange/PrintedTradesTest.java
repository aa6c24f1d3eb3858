package io.finsolutions.pipeline.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finsolutions.pipeline.market.Trade;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PrintedTradesTest {
  private final PrintedTrades printed = new PrintedTrades(Trades.BTC_USD, 1_000_000);

  @Test
  void tradesComeBackAsTheyWerePrinted() {
    List<Trade> trades = Trades.sequence(50, 10);
    trades.forEach(printed::append);
    assertThat(printed.above(0, 100)).extracting(PrintedTrade::trade).isEqualTo(trades);
  }

  @Test
  void theNewestComeFirst() {
    Trades.sequence(50, 10).forEach(printed::append);
    assertThat(ids(printed.newest(3, id -> true))).containsExactly(50L, 49L, 48L);
  }

  @Test
  void aWindowIsHalfOpen() {
    Trades.sequence(50, 1_000).forEach(printed::append);
    assertThat(
            ids(
                printed.newestBetween(
                    Trades.START.plusSeconds(10), Trades.START.plusSeconds(13), 10, id -> true)))
        .containsExactly(13L, 12L, 11L);
  }

  @Test
  void aPageBelowAnIdDoesNotHaveIt() {
    Trades.sequence(50, 10).forEach(printed::append);
    assertThat(ids(printed.newestBelow(10, 3, id -> id != 8))).containsExactly(9L, 7L, 6L);
  }

  @Test
  void idsThatAreOutOfTheOrderOfTimeAreFoundAllTheSame() {
    List.of(Trades.trade(1, 0), Trades.trade(3, 1), Trades.trade(2, 2), Trades.trade(4, 3))
        .forEach(printed::append);
    printed.markSent(2, Trades.START);
    assertThat(ids(printed.newestBelow(4, 2, id -> true))).containsExactly(3L, 2L);
    assertThat(printed.above(1, 2))
        .extracting(one -> one.trade().tradeId())
        .containsExactly(2L, 3L);
    assertThat(printed.above(1, 1).get(0).sentAt()).contains(Trades.START);
  }

  @Test
  void onlyTheNewestAreKept() {
    PrintedTrades few = new PrintedTrades(Trades.BTC_USD, 10);
    int count = 3 * TradeColumns.ROWS + 5;
    Trades.sequence(count, 1).forEach(few::append);
    assertThat(few.count()).isEqualTo(count);
    assertThat(ids(few.newest(10, id -> true)))
        .containsExactlyElementsOf(LongStream.range(0, 10).mapToObj(back -> count - back).toList());
    assertThat(few.first().orElseThrow().tradeId()).isGreaterThan(TradeColumns.ROWS);
  }

  @Test
  void anOlderTradeIsNotPrinted() {
    printed.append(Trades.trade(1, 10));
    assertThatThrownBy(() -> printed.append(Trades.trade(2, 9)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Long> ids(List<Trade> trades) {
    return trades.stream().map(Trade::tradeId).toList();
  }
}
