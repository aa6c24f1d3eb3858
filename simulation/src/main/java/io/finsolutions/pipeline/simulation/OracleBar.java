package io.finsolutions.pipeline.simulation;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The statistics of an interval as anybody would write them down: from a list of trades, with
 * BigDecimal, apart from the code of the pipeline.
 */
final class OracleBar {
  private long trades;
  private long buys;
  private Trade first;
  private Trade last;
  private BigDecimal high;
  private BigDecimal low;
  private BigDecimal bought = BigDecimal.ZERO;
  private BigDecimal sold = BigDecimal.ZERO;
  private BigDecimal quote = BigDecimal.ZERO;
  private BigDecimal prices = BigDecimal.ZERO;

  /** The bars of some trades, by start. */
  static Map<Instant, OracleBar> of(Iterable<Trade> trades, long seconds) {
    Map<Instant, OracleBar> bars = new TreeMap<>();
    for (Trade trade : trades) {
      long second = trade.time().getEpochSecond();
      Instant start = Instant.ofEpochSecond(second - second % seconds);
      bars.computeIfAbsent(start, absent -> new OracleBar()).count(trade);
    }
    return bars;
  }

  private void count(Trade trade) {
    trades++;
    if (trade.makerSide() == Side.SELL) {
      buys++;
      bought = bought.add(trade.size());
    } else {
      sold = sold.add(trade.size());
    }
    first = first == null || isBefore(trade, first) ? trade : first;
    last = last == null || isBefore(last, trade) ? trade : last;
    high = high == null ? trade.price() : high.max(trade.price());
    low = low == null ? trade.price() : low.min(trade.price());
    quote = quote.add(trade.price().multiply(trade.size()));
    prices = prices.add(trade.price());
  }

  private static boolean isBefore(Trade one, Trade other) {
    int byTime = one.time().compareTo(other.time());
    return byTime < 0 || byTime == 0 && one.tradeId() < other.tradeId();
  }

  long trades() {
    return trades;
  }

  boolean sameAs(Bar bar) {
    return bar.trades() == trades
        && bar.buys() == buys
        && bar.sells() == trades - buys
        && bar.open().compareTo(first.price()) == 0
        && bar.close().compareTo(last.price()) == 0
        && bar.high().compareTo(high) == 0
        && bar.low().compareTo(low) == 0
        && bar.openTime().equals(first.time())
        && bar.closeTime().equals(last.time())
        && bar.firstTradeId() == first.tradeId()
        && bar.lastTradeId() == last.tradeId()
        && bar.buyVolume().compareTo(bought) == 0
        && bar.sellVolume().compareTo(sold) == 0
        && bar.baseVolume().compareTo(bought.add(sold)) == 0
        && bar.quoteVolume().compareTo(quote) == 0
        && bar.priceSum().compareTo(prices) == 0;
  }

  /** What differs from the bars that are there, in words; null if nothing does. */
  static String difference(Map<Instant, OracleBar> expected, Map<Instant, Bar> found) {
    for (var entry : expected.entrySet()) {
      Bar bar = found.get(entry.getKey());
      if (bar == null) {
        return "no row of %s, with %d trades".formatted(entry.getKey(), entry.getValue().trades);
      }
      if (!entry.getValue().sameAs(bar)) {
        return "the row of %s has %d trades with ids %d to %d, not %d from %d to %d, or other figures"
            .formatted(
                entry.getKey(),
                bar.trades(),
                bar.firstTradeId(),
                bar.lastTradeId(),
                entry.getValue().trades,
                entry.getValue().first.tradeId(),
                entry.getValue().last.tradeId());
      }
    }
    List<Instant> surplus =
        found.keySet().stream().filter(start -> !expected.containsKey(start)).toList();
    return surplus.isEmpty() ? null : "a row of " + surplus.get(0) + ", where no trade is";
  }
}
