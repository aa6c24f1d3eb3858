package io.finsolutions.pipeline.exchange.oracle;

import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An oracle: folds trades into bars with a map and BigDecimal, and shares no code with the fold
 * that the pipeline uses, so that a fault in one of the two shows as a difference.
 */
public final class PlainBars {
  private PlainBars() {}

  private record Key(long start, TradingPair product) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int order = Long.compare(start, other.start);
      return order != 0 ? order : product.compareTo(other.product);
    }
  }

  /**
   * The bars of trades of which none is given twice, ascending by start, then product.
   *
   * @param trades in any order
   * @param width of each bar in whole seconds; bars start at multiples of it since 1970
   */
  public static List<PlainBar> of(Iterable<Trade> trades, Duration width) {
    Map<Key, Row> rows = new TreeMap<>();
    for (Trade trade : trades) {
      count(trade, width, rows);
    }
    return bars(rows);
  }

  /** As {@link #of(Iterable, Duration)}, for more trades than one wants to have in a list. */
  public static List<PlainBar> of(Stream<Trade> trades, Duration width) {
    Map<Key, Row> rows = new TreeMap<>();
    trades.forEachOrdered(trade -> count(trade, width, rows));
    return bars(rows);
  }

  private static void count(Trade trade, Duration width, Map<Key, Row> rows) {
    long start = trade.time().getEpochSecond() / width.toSeconds() * width.toSeconds();
    rows.computeIfAbsent(
            new Key(start, trade.product()), none -> new Row(trade, Instant.ofEpochSecond(start)))
        .count(trade);
  }

  private static List<PlainBar> bars(Map<Key, Row> rows) {
    return rows.values().stream().map(Row::toBar).toList();
  }

  private static BigDecimal plain(BigDecimal value) {
    return new BigDecimal(value.stripTrailingZeros().toPlainString());
  }

  private static final class Row {
    private final Instant start;
    private Trade first;
    private Trade last;
    private BigDecimal high;
    private BigDecimal low;
    private long buys;
    private long sells;
    private BigDecimal bought = BigDecimal.ZERO;
    private BigDecimal sold = BigDecimal.ZERO;
    private BigDecimal paid = BigDecimal.ZERO;
    private BigDecimal prices = BigDecimal.ZERO;

    Row(Trade any, Instant start) {
      this.start = start;
      first = any;
      last = any;
      high = any.price();
      low = any.price();
    }

    void count(Trade trade) {
      if (earlier(trade, first)) {
        first = trade;
      }
      if (earlier(last, trade)) {
        last = trade;
      }
      if (trade.price().compareTo(high) > 0) {
        high = trade.price();
      }
      if (trade.price().compareTo(low) < 0) {
        low = trade.price();
      }
      // The taker bought where the maker sold.
      if (trade.makerSide() == Side.SELL) {
        buys++;
        bought = bought.add(trade.size());
      } else {
        sells++;
        sold = sold.add(trade.size());
      }
      paid = paid.add(trade.price().multiply(trade.size()));
      prices = prices.add(trade.price());
    }

    private static boolean earlier(Trade one, Trade other) {
      return one.time().isBefore(other.time())
          || one.time().equals(other.time()) && one.tradeId() < other.tradeId();
    }

    PlainBar toBar() {
      return new PlainBar(
          first.product().toString(),
          start,
          buys + sells,
          buys,
          sells,
          plain(first.price()),
          plain(high),
          plain(low),
          plain(last.price()),
          first.time(),
          last.time(),
          first.tradeId(),
          last.tradeId(),
          plain(bought.add(sold)),
          plain(bought),
          plain(sold),
          plain(paid),
          plain(prices));
    }
  }
}
