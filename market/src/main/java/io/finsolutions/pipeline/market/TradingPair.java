package io.finsolutions.pipeline.market;

import java.io.Serializable;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What is traded and what it is paid in, for example BTC-USD: one unit of {@code base} has a price
 * in {@code quote}.
 *
 * @param base the currency that is bought and sold, upper-case letters and digits
 * @param quote the currency that prices are in, upper-case letters and digits
 */
public record TradingPair(String base, String quote)
    implements Comparable<TradingPair>, Serializable {
  private static final Pattern CURRENCY = Pattern.compile("[A-Z0-9]+");
  private static final Pattern PAIR = Pattern.compile("([A-Z0-9]+)-([A-Z0-9]+)");

  /** Checks both currencies. */
  public TradingPair {
    requireCurrency(base);
    requireCurrency(quote);
  }

  /**
   * Reads a pair as the exchange writes it.
   *
   * @param text base and quote joined by a hyphen, for example {@code BTC-USD}
   * @throws IllegalArgumentException if {@code text} has any other form
   */
  public static TradingPair parse(String text) {
    var matcher = PAIR.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a trading pair: write BASE-QUOTE in capitals, such as BTC-USD");
    }
    return new TradingPair(matcher.group(1), matcher.group(2));
  }

  private static void requireCurrency(String currency) {
    Objects.requireNonNull(currency, "currency");
    if (!CURRENCY.matcher(currency).matches()) {
      throw new IllegalArgumentException(
          "\"" + currency + "\" is not a currency: use capital letters and digits, such as BTC");
    }
  }

  @Override
  public int compareTo(TradingPair other) {
    return toString().compareTo(other.toString());
  }

  /** The pair as the exchange writes it, for example {@code BTC-USD}. */
  @Override
  public String toString() {
    return base + "-" + quote;
  }
}
