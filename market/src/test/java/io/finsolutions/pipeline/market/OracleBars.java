package io.finsolutions.pipeline.market;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the bars of some trades must be, worked out in the plainest way and on purpose without the
 * fold: group, sort, add up.
 */
final class OracleBars {
  private OracleBars() {}

  /** Column by column in text, by start and product. */
  static Map<String, Map<String, String>> of(List<Trade> trades, BarWidth width) {
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
    Map<String, List<Trade>> groups = new TreeMap<>();
    for (Trade trade : trades) {
      long start = trade.time().getEpochSecond() / seconds * seconds;
      groups
          .computeIfAbsent(
              Instant.ofEpochSecond(start) + " " + trade.product(), key -> new ArrayList<>())
          .add(trade);
    }
    Map<String, Map<String, String>> rows = new TreeMap<>();
    groups.forEach((key, group) -> rows.put(key, row(group)));
    return rows;
  }

  /** The same form of bars that were folded. */
  static Map<String, Map<String, String>> rowsOf(List<Bar> bars) {
    Map<String, Map<String, String>> rows = new TreeMap<>();
    for (Bar bar : bars) {
      Map<String, String> row = new LinkedHashMap<>();
      row.put("trades", Long.toString(bar.trades()));
      row.put("buys", Long.toString(bar.buys()));
      row.put("sells", Long.toString(bar.sells()));
      row.put("open", text(bar.open()));
      row.put("high", text(bar.high()));
      row.put("low", text(bar.low()));
      row.put("close", text(bar.close()));
      row.put("open_time", bar.openTime().toString());
      row.put("close_time", bar.closeTime().toString());
      row.put("first_trade_id", Long.toString(bar.firstTradeId()));
      row.put("last_trade_id", Long.toString(bar.lastTradeId()));
      row.put("base_volume", text(bar.baseVolume()));
      row.put("buy_volume", text(bar.buyVolume()));
      row.put("sell_volume", text(bar.sellVolume()));
      row.put("quote_volume", text(bar.quoteVolume()));
      row.put("price_sum", text(bar.priceSum()));
      Map<String, String> other = rows.put(bar.start() + " " + bar.product(), row);
      if (other != null) {
        throw new AssertionError("two bars start at " + bar.start() + " for " + bar.product());
      }
    }
    return rows;
  }

  private static Map<String, String> row(List<Trade> group) {
    List<Trade> inOrder = new ArrayList<>(group);
    inOrder.sort(
        (one, other) ->
            one.time().equals(other.time())
                ? Long.compare(one.tradeId(), other.tradeId())
                : one.time().compareTo(other.time()));
    Trade first = inOrder.get(0);
    Trade last = inOrder.get(inOrder.size() - 1);
    long buys = 0;
    BigDecimal high = first.price();
    BigDecimal low = first.price();
    BigDecimal bought = BigDecimal.ZERO;
    BigDecimal sold = BigDecimal.ZERO;
    BigDecimal quote = BigDecimal.ZERO;
    BigDecimal prices = BigDecimal.ZERO;
    for (Trade trade : inOrder) {
      boolean isBuy = trade.makerSide() == Side.SELL;
      buys += isBuy ? 1 : 0;
      bought = isBuy ? bought.add(trade.size()) : bought;
      sold = isBuy ? sold : sold.add(trade.size());
      quote = quote.add(trade.size().multiply(trade.price()));
      prices = prices.add(trade.price());
      high = trade.price().compareTo(high) > 0 ? trade.price() : high;
      low = trade.price().compareTo(low) < 0 ? trade.price() : low;
    }
    Map<String, String> row = new LinkedHashMap<>();
    row.put("trades", Integer.toString(inOrder.size()));
    row.put("buys", Long.toString(buys));
    row.put("sells", Long.toString(inOrder.size() - buys));
    row.put("open", text(first.price()));
    row.put("high", text(high));
    row.put("low", text(low));
    row.put("close", text(last.price()));
    row.put("open_time", first.time().toString());
    row.put("close_time", last.time().toString());
    row.put("first_trade_id", Long.toString(first.tradeId()));
    row.put("last_trade_id", Long.toString(last.tradeId()));
    row.put("base_volume", text(bought.add(sold)));
    row.put("buy_volume", text(bought));
    row.put("sell_volume", text(sold));
    row.put("quote_volume", text(quote));
    row.put("price_sum", text(prices));
    return row;
  }

  private static String text(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }
}
