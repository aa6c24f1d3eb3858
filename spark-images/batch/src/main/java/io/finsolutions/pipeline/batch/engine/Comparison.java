package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.coinbase.Candle;
import io.finsolutions.pipeline.market.Bar;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Holds the final rows against what others say of the same intervals. */
final class Comparison {
  private static final Map<String, Function<Bar, Object>> BAR_FIELDS = new LinkedHashMap<>();
  private static final Map<String, Function<Bar, Object>> CANDLE_FIELDS = new LinkedHashMap<>();

  static {
    BAR_FIELDS.put("trades", Bar::trades);
    BAR_FIELDS.put("buys", Bar::buys);
    BAR_FIELDS.put("sells", Bar::sells);
    BAR_FIELDS.put("open", Bar::open);
    BAR_FIELDS.put("high", Bar::high);
    BAR_FIELDS.put("low", Bar::low);
    BAR_FIELDS.put("close", Bar::close);
    BAR_FIELDS.put("open_time", Bar::openTime);
    BAR_FIELDS.put("close_time", Bar::closeTime);
    BAR_FIELDS.put("first_trade_id", Bar::firstTradeId);
    BAR_FIELDS.put("last_trade_id", Bar::lastTradeId);
    BAR_FIELDS.put("base_volume", Bar::baseVolume);
    BAR_FIELDS.put("buy_volume", Bar::buyVolume);
    BAR_FIELDS.put("sell_volume", Bar::sellVolume);
    BAR_FIELDS.put("quote_volume", Bar::quoteVolume);
    BAR_FIELDS.put("price_sum", Bar::priceSum);

    CANDLE_FIELDS.put("open", Bar::open);
    CANDLE_FIELDS.put("high", Bar::high);
    CANDLE_FIELDS.put("low", Bar::low);
    CANDLE_FIELDS.put("close", Bar::close);
    CANDLE_FIELDS.put("base_volume", Bar::baseVolume);
  }

  private Comparison() {}

  /** Every field of every second in which the speed layer's rows differ from the final ones. */
  static List<Difference> withSpeed(List<Bar> finalSeconds, List<Bar> speedSeconds) {
    Map<Instant, Map<String, Object>> other =
        speedSeconds.stream().collect(Collectors.toMap(Bar::start, bar -> values(bar, BAR_FIELDS)));
    return compare("speed", byStart(finalSeconds, BAR_FIELDS), other);
  }

  /** Every field of every minute in which the exchange's own candles differ from the final rows. */
  static List<Difference> withCandles(List<Bar> finalMinutes, List<Candle> candles) {
    Map<Instant, Map<String, Object>> other =
        candles.stream().collect(Collectors.toMap(Candle::start, Comparison::values));
    return compare("candles", byStart(finalMinutes, CANDLE_FIELDS), other);
  }

  private static List<Difference> compare(
      String comparedWith,
      Map<Instant, Map<String, Object>> batch,
      Map<Instant, Map<String, Object>> other) {
    TreeSet<Instant> starts = new TreeSet<>(batch.keySet());
    starts.addAll(other.keySet());
    List<Difference> differences = new ArrayList<>();
    for (Instant start : starts) {
      Map<String, Object> ours = batch.get(start);
      Map<String, Object> theirs = other.get(start);
      if (ours == null || theirs == null) {
        differences.add(
            new Difference(
                comparedWith,
                start,
                "row",
                ours == null ? null : "present",
                theirs == null ? null : "present"));
        continue;
      }
      ours.forEach(
          (field, value) -> {
            Object theirValue = theirs.get(field);
            if (!Objects.equals(value, theirValue)) {
              differences.add(
                  new Difference(comparedWith, start, field, text(value), text(theirValue)));
            }
          });
    }
    return differences;
  }

  private static Map<Instant, Map<String, Object>> byStart(
      List<Bar> bars, Map<String, Function<Bar, Object>> fields) {
    return bars.stream().collect(Collectors.toMap(Bar::start, bar -> values(bar, fields)));
  }

  private static Map<String, Object> values(Bar bar, Map<String, Function<Bar, Object>> fields) {
    Map<String, Object> values = new LinkedHashMap<>();
    fields.forEach((name, value) -> values.put(name, comparable(value.apply(bar))));
    return values;
  }

  private static Map<String, Object> values(Candle candle) {
    return Map.of(
        "open", comparable(candle.open()),
        "high", comparable(candle.high()),
        "low", comparable(candle.low()),
        "close", comparable(candle.close()),
        "base_volume", comparable(candle.baseVolume()));
  }

  // 1.50 and 1.5 are one price; equals of BigDecimal says they are two.
  private static Object comparable(Object value) {
    return value instanceof BigDecimal decimal ? decimal.stripTrailingZeros() : value;
  }

  private static String text(Object value) {
    return value instanceof BigDecimal decimal ? decimal.toPlainString() : String.valueOf(value);
  }
}
