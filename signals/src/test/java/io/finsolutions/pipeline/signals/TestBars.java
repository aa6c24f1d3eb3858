package io.finsolutions.pipeline.signals;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.TradingPair;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Bars written in one line. */
public final class TestBars {
  public static final TradingPair BTC_USD = TradingPair.parse("BTC-USD");
  public static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  private TestBars() {}

  /**
   * The minute of an index, which closes at {@code close} after it was anywhere within a spread.
   */
  public static Bar minute(int index, String close, String spread, String bought, String sold) {
    BigDecimal price = new BigDecimal(close);
    BigDecimal half = new BigDecimal(spread);
    return minute(
        index,
        price,
        price.add(half),
        price.subtract(half),
        price,
        new BigDecimal(bought),
        new BigDecimal(sold));
  }

  public static Bar minute(
      int index,
      BigDecimal open,
      BigDecimal high,
      BigDecimal low,
      BigDecimal close,
      BigDecimal bought,
      BigDecimal sold) {
    Instant start = START.plus(BarWidth.MINUTE.duration().multipliedBy(index));
    BigDecimal volume = bought.add(sold);
    return new Bar(
        BTC_USD,
        BarWidth.MINUTE,
        start,
        2,
        1,
        1,
        open,
        high,
        low,
        close,
        start,
        start.plusSeconds(59),
        2L * index + 1,
        2L * index + 2,
        volume,
        bought,
        sold,
        volume.multiply(close),
        open.add(close));
  }

  /** So many bars, one of each index. */
  public static List<Bar> series(int count, IntFunction<Bar> bar) {
    return IntStream.range(0, count).mapToObj(bar).toList();
  }
}
