package io.finsolutions.pipeline.verify;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A row as text, column by column, in the one form in which equal values are equal texts.
 *
 * @param start where its interval starts
 * @param isFinal whether it is final, which is not compared
 * @param columns every other column by its name
 */
record ComparedRow(Instant start, boolean isFinal, Map<String, String> columns) {
  /** The columns that hold whole numbers. */
  static final List<String> NUMBERS =
      List.of("trades", "buys", "sells", "first_trade_id", "last_trade_id");

  /** The columns that hold decimals. */
  static final List<String> DECIMALS =
      List.of(
          "open",
          "high",
          "low",
          "close",
          "base_volume",
          "buy_volume",
          "sell_volume",
          "quote_volume",
          "price_sum");

  /** The columns that hold averages, which follow from others. */
  static final List<String> AVERAGES = List.of("vwap", "mean_price");

  /** The columns that hold times. */
  static final List<String> TIMES = List.of("open_time", "close_time");

  /** The one form of a decimal. */
  static String text(BigDecimal decimal) {
    return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
  }
}
