package io.finsolutions.pipeline.market;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/**
 * The statistics of one product over the half-open interval [{@code start}, {@code start + width})
 * in UTC. A second in which nothing was traded has no bar.
 *
 * <p>Bars {@linkplain #merge merge} exactly, in any order and any grouping, as long as no trade is
 * in both; a coarser bar is the merge of its finer ones {@linkplain #widenTo widened}. To buy is
 * what the taker of a trade did.
 *
 * @param product the pair that was traded
 * @param width how long the interval is
 * @param start where the interval starts
 * @param trades how many trades there were, above zero; {@code buys + sells}
 * @param buys how many trades had a buying taker
 * @param sells how many trades had a selling taker
 * @param open price of the first trade by (time, trade id)
 * @param high highest price
 * @param low lowest price
 * @param close price of the last trade by (time, trade id)
 * @param openTime time of the first trade
 * @param closeTime time of the last trade
 * @param firstTradeId id of the first trade by (time, trade id)
 * @param lastTradeId id of the last trade by (time, trade id)
 * @param baseVolume Σ size; {@code buyVolume + sellVolume}
 * @param buyVolume Σ size of the buys
 * @param sellVolume Σ size of the sells
 * @param quoteVolume Σ price · size
 * @param priceSum Σ price
 */
public record Bar(
    TradingPair product,
    BarWidth width,
    Instant start,
    long trades,
    long buys,
    long sells,
    BigDecimal open,
    BigDecimal high,
    BigDecimal low,
    BigDecimal close,
    Instant openTime,
    Instant closeTime,
    long firstTradeId,
    long lastTradeId,
    BigDecimal baseVolume,
    BigDecimal buyVolume,
    BigDecimal sellVolume,
    BigDecimal quoteVolume,
    BigDecimal priceSum)
    implements Serializable {

  /** By start, then product: the order in which people read them. */
  public static final Comparator<Bar> BY_START =
      Comparator.comparing(Bar::start).thenComparing(Bar::product);

  /** Fraction digits of a computed average. Sums are exact, averages are rounded to this. */
  public static final int AVERAGE_FRACTION_DIGITS = 18;

  /** Checks what must hold of every bar, and brings its decimals into their canonical form. */
  public Bar {
    Objects.requireNonNull(product, "product");
    if (!width.startOf(start).equals(start)) {
      throw new IllegalArgumentException("no bar of one " + width + " starts at " + start);
    }
    if (trades <= 0 || buys < 0 || sells < 0 || buys + sells != trades) {
      throw new IllegalArgumentException(
          "bar of " + start + " has " + trades + " trades, " + buys + " buys, " + sells + " sells");
    }
    open = Decimals.canonical(open);
    high = Decimals.canonical(high);
    low = Decimals.canonical(low);
    close = Decimals.canonical(close);
    baseVolume = Decimals.canonical(baseVolume);
    buyVolume = Decimals.canonical(buyVolume);
    sellVolume = Decimals.canonical(sellVolume);
    quoteVolume = Decimals.canonical(quoteVolume);
    priceSum = Decimals.canonical(priceSum);
    if (baseVolume.signum() <= 0 || buyVolume.add(sellVolume).compareTo(baseVolume) != 0) {
      throw new IllegalArgumentException(
          "bar of %s has the base volume %s of %s bought and %s sold"
              .formatted(start, baseVolume, buyVolume, sellVolume));
    }
    if (low.signum() <= 0 || !isBetween(low, open, high) || !isBetween(low, close, high)) {
      throw new IllegalArgumentException(
          "bar of %s has the open %s, high %s, low %s, close %s"
              .formatted(start, open, high, low, close));
    }
    if (openTime.isAfter(closeTime)
        || !width.startOf(openTime).equals(start)
        || !width.startOf(closeTime).equals(start)) {
      throw new IllegalArgumentException(
          "bar of %s opens at %s and closes at %s".formatted(start, openTime, closeTime));
    }
  }

  /** Where the interval ends; the first instant that is no longer in it. */
  public Instant end() {
    return start.plus(width.duration());
  }

  /** The average price, weighted by volume: quote volume ÷ base volume. */
  public BigDecimal vwap() {
    return Decimals.canonical(
        quoteVolume.divide(baseVolume, AVERAGE_FRACTION_DIGITS, RoundingMode.HALF_UP));
  }

  /** The simple mean of the prices, in which a trade of dust weighs as much as any other. */
  public BigDecimal meanPrice() {
    return Decimals.canonical(
        priceSum.divide(BigDecimal.valueOf(trades), AVERAGE_FRACTION_DIGITS, RoundingMode.HALF_UP));
  }

  /**
   * The bar of the trades of both.
   *
   * @param other a bar of the same product, width and start that shares no trade with this one
   * @throws IllegalArgumentException if {@code other} is of another product, width or start
   */
  public Bar merge(Bar other) {
    if (!product.equals(other.product) || width != other.width || !start.equals(other.start)) {
      throw new IllegalArgumentException(
          "cannot merge the " + other.label() + " into the " + label());
    }
    OpenBar merged = new OpenBar(product, width, start);
    merged.add(this);
    merged.add(other);
    return merged.toBar();
  }

  /**
   * The same statistics as part of the coarser bar that this one falls into.
   *
   * @throws IllegalArgumentException if {@code coarser} is finer than this bar's width
   */
  public Bar widenTo(BarWidth coarser) {
    if (coarser.compareTo(width) < 0) {
      throw new IllegalArgumentException("cannot narrow the " + label() + " to a " + coarser);
    }
    OpenBar widened = new OpenBar(product, coarser, coarser.startOf(start));
    widened.add(this);
    return widened.toBar();
  }

  private static boolean isBetween(BigDecimal low, BigDecimal price, BigDecimal high) {
    return low.compareTo(price) <= 0 && price.compareTo(high) <= 0;
  }

  private Object writeReplace() {
    return new SerializedBar(this);
  }

  private String label() {
    return width + " bar of " + product + " at " + start;
  }
}
