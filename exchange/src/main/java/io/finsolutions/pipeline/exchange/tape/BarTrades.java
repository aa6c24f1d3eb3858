package io.finsolutions.pipeline.exchange.tape;

import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes trades that give back exactly a recorded bar: its open, high, low, close and volume. The
 * same bar, seed and first id give the same trades.
 */
final class BarTrades {
  private static final int MICROS_PER_SECOND = 1_000_000;
  private static final int SIZE_FRACTION_DIGITS = 8;
  private static final int MAX_EXTRA_TRADES = 3;

  private final TradingPair product;
  private final long seed;

  BarTrades(TradingPair product, long seed) {
    this.product = product;
    this.seed = seed;
  }

  /** How many trades {@link #of} makes of this bar. */
  int count(RecordedBar bar) {
    return prices(bar, random(bar)).size();
  }

  List<Trade> of(RecordedBar bar, long firstTradeId) {
    SplittableRandom random = random(bar);
    List<BigDecimal> prices = prices(bar, random);
    List<BigDecimal> sizes = sizes(bar, prices.size(), random);
    int[] micros = random.ints(prices.size(), 0, MICROS_PER_SECOND).sorted().toArray();
    List<Trade> trades = new ArrayList<>(prices.size());
    for (int i = 0; i < prices.size(); i++) {
      trades.add(
          new Trade(
              product,
              firstTradeId + i,
              bar.start().plus(micros[i], ChronoUnit.MICROS),
              prices.get(i),
              sizes.get(i),
              makerSide(prices, i, random)));
    }
    return trades;
  }

  private SplittableRandom random(RecordedBar bar) {
    return new SplittableRandom(seed * 31 + bar.start().getEpochSecond());
  }

  /** The shortest way through all four prices, with some more prices on the way. */
  private static List<BigDecimal> prices(RecordedBar bar, SplittableRandom random) {
    List<BigDecimal> prices = new ArrayList<>();
    prices.add(bar.open());
    boolean falls = bar.close().compareTo(bar.open()) < 0;
    addExtreme(prices, falls ? bar.high() : bar.low(), bar);
    addExtreme(prices, falls ? bar.low() : bar.high(), bar);
    if (bar.close().compareTo(prices.get(prices.size() - 1)) != 0) {
      prices.add(bar.close());
    }
    long most = units(bar).min(BigDecimal.valueOf(Integer.MAX_VALUE)).longValue();
    if (prices.size() > most) {
      throw new IllegalArgumentException(
          "volume " + bar.volume() + " of " + bar.start() + " is too small for its prices");
    }
    long extra = Math.min(random.nextInt(MAX_EXTRA_TRADES + 1), most - prices.size());
    for (int i = 0; i < extra; i++) {
      // Behind the first and never behind the last, so that open and close stay what they are.
      int place = prices.size() == 1 ? 1 : 1 + random.nextInt(prices.size() - 1);
      prices.add(place, prices.size() == 1 ? bar.close() : between(bar, random));
    }
    return prices;
  }

  private static void addExtreme(List<BigDecimal> prices, BigDecimal extreme, RecordedBar bar) {
    if (extreme.compareTo(bar.open()) != 0 && extreme.compareTo(bar.close()) != 0) {
      prices.add(extreme);
    }
  }

  private static BigDecimal between(RecordedBar bar, SplittableRandom random) {
    int scale = Math.max(bar.low().scale(), bar.high().scale());
    BigDecimal steps = bar.high().subtract(bar.low()).movePointRight(scale);
    BigDecimal step = BigDecimal.valueOf(random.nextLong(steps.longValueExact() + 1), scale);
    return bar.low().add(step);
  }

  private static List<BigDecimal> sizes(RecordedBar bar, int count, SplittableRandom random) {
    int scale = Math.max(SIZE_FRACTION_DIGITS, bar.volume().scale());
    long units = units(bar).longValueExact();
    // Cuts at distinct places of [1, units) leave no part empty and sum up exactly.
    long[] cuts = new long[count + 1];
    cuts[count] = units;
    int found = 1;
    while (found < count) {
      long cut = 1 + random.nextLong(units - 1);
      if (Arrays.stream(cuts, 1, found).noneMatch(other -> other == cut)) {
        cuts[found++] = cut;
      }
    }
    Arrays.sort(cuts);
    List<BigDecimal> sizes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      sizes.add(BigDecimal.valueOf(cuts[i + 1] - cuts[i], scale));
    }
    return sizes;
  }

  /** The volume in the smallest size that there is. */
  private static BigDecimal units(RecordedBar bar) {
    int scale = Math.max(SIZE_FRACTION_DIGITS, bar.volume().scale());
    return bar.volume().movePointRight(scale).setScale(0, RoundingMode.UNNECESSARY);
  }

  /** A taker who buys moves the price up, so the maker of a higher price sold. */
  private static Side makerSide(List<BigDecimal> prices, int i, SplittableRandom random) {
    int move = i == 0 ? 0 : prices.get(i).compareTo(prices.get(i - 1));
    if (move == 0) {
      return random.nextBoolean() ? Side.BUY : Side.SELL;
    }
    return move > 0 ? Side.SELL : Side.BUY;
  }
}
