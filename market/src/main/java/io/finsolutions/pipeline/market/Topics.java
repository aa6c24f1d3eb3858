package io.finsolutions.pipeline.market;

import java.util.Locale;

/** The names of a pair's Kafka topics: those that were set, or else the usual ones. */
public final class Topics {
  private Topics() {}

  /**
   * The topic of trades.
   *
   * @param configured the name that was set, or null for the usual one
   */
  public static String trades(TradingPair product, String configured) {
    return name(product, "trades", configured);
  }

  /**
   * The topic of bars.
   *
   * @param configured the name that was set, or null for the usual one
   */
  public static String bars(TradingPair product, String configured) {
    return name(product, "bars", configured);
  }

  /**
   * The topic of what could not be counted.
   *
   * @param configured the name that was set, or null for the usual one
   */
  public static String deadLetters(TradingPair product, String configured) {
    return name(product, "dead-letters", configured);
  }

  private static String name(TradingPair product, String content, String configured) {
    return configured != null
        ? configured
        : product.toString().toLowerCase(Locale.ROOT) + "." + content;
  }
}
