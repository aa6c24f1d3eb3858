package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the rows of some trades must be, worked out in the plainest way and on purpose without the
 * fold: drop what was there before, group, sort, add up.
 */
public final class OracleBars {
  private static final int AVERAGE_DIGITS = 18;

  private OracleBars() {}

  /** Column by column in text, by start. */
  public static SortedMap<Instant, Map<String, String>> of(
      Collection<Trade> trades, BarWidth width) {
    long seconds =
        switch (width) {
          case SECOND -> 1;
          case MINUTE -> 60;
          case FIVE_MINUTES -> 300;
          case FIFTEEN_MINUTES -> 900;
          case HOUR -> 3_600;
          case FOUR_HOURS -> 14_400;
          case DAY -> 86_400;
        };
    Map<Long, Trade> distinct = new LinkedHashMap<>();
    trades.forEach(trade -> distinct.putIfAbsent(trade.tradeId(), trade));
    SortedMap<Instant, List<Trade>> groups = new TreeMap<>();
    for (Trade trade : distinct.values()) {
      long start = trade.time().getEpochSecond() / seconds * seconds;
      groups.computeIfAbsent(Instant.ofEpochSecond(start), key -> new ArrayList<>()).add(trade);
    }
    SortedMap<Instant, Map<String, String>> rows = new TreeMap<>();
    groups.forEach((start, group) -> rows.put(start, row(group)));
    return rows;
  }

  /** A decimal in the form in which equal values are equal texts. */
  public static String text(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }

  private static Map<String, String> row(List<Trade> group) {
    group.sort(
        (one, other) ->
            one.time().equals(other.time())
                ? Long.compare(one.tradeId(), other.tradeId())
                : one.time().compareTo(other.time()));
    Trade first = group.get(0);
    Trade last = group.get(group.size() - 1);
    long buys = 0;
    BigDecimal high = first.price();
    BigDecimal low = first.price();
    BigDecimal bought = BigDecimal.ZERO;
    BigDecimal sold = BigDecimal.ZERO;
    BigDecimal quote = BigDecimal.ZERO;
    BigDecimal prices = BigDecimal.ZERO;
    for (Trade trade : group) {
      boolean isBuy = trade.makerSide() == Side.SELL;
      buys += isBuy ? 1 : 0;
      bought = isBuy ? bought.add(trade.size()) : bought;
      sold = isBuy ? sold : sold.add(trade.size());
      quote = quote.add(trade.size().multiply(trade.price()));
      prices = prices.add(trade.price());
      high = trade.price().compareTo(high) > 0 ? trade.price() : high;
      low = trade.price().compareTo(low) < 0 ? trade.price() : low;
    }
    BigDecimal base = bought.add(sold);
    Map<String, String> row = new TreeMap<>();
    row.put("trades", Integer.toString(group.size()));
    row.put("buys", Long.toString(buys));
    row.put("sells", Long.toString(group.size() - buys));
    row.put("open", text(first.price()));
    row.put("high", text(high));
    row.put("low", text(low));
    row.put("close", text(last.price()));
    row.put("vwap", text(quote.divide(base, AVERAGE_DIGITS, RoundingMode.HALF_UP)));
    row.put(
        "mean_price",
        text(
            prices.divide(BigDecimal.valueOf(group.size()), AVERAGE_DIGITS, RoundingMode.HALF_UP)));
    row.put("open_time", first.time().toString());
    row.put("close_time", last.time().toString());
    row.put("first_trade_id", Long.toString(first.tradeId()));
    row.put("last_trade_id", Long.toString(last.tradeId()));
    row.put("base_volume", text(base));
    row.put("buy_volume", text(bought));
    row.put("sell_volume", text(sold));
    row.put("quote_volume", text(quote));
    row.put("price_sum", text(prices));
    return row;
  }
}
