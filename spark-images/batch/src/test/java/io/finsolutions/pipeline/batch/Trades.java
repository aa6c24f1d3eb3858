package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Trades for tests. */
public final class Trades {
  public static final TradingPair BTC_USD = new TradingPair("BTC", "USD");

  private Trades() {}

  /** A trade in one line. */
  public static Trade trade(TradingPair product, long id, String time, String price, String size) {
    return new Trade(
        product,
        id,
        Instant.parse(time),
        new BigDecimal(price),
        new BigDecimal(size),
        id % 3 == 0 ? Side.BUY : Side.SELL);
  }

  /**
   * A market at work: {@code count} trades at random times in [{@code from}, {@code to}), some of
   * them in one microsecond, with ids from {@code firstId} on. The same arguments give the same
   * trades.
   */
  public static List<Trade> between(
      TradingPair product, long firstId, int count, String from, String to) {
    Instant start = Instant.parse(from);
    long micros = ChronoUnit.MICROS.between(start, Instant.parse(to));
    SplittableRandom random = new SplittableRandom(firstId * 31 + count);
    long[] times = random.longs(count, 0, micros).sorted().toArray();
    List<Trade> trades = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      long at = i > 0 && random.nextInt(10) == 0 ? times[i - 1] : times[i];
      times[i] = at;
      trades.add(
          new Trade(
              product,
              firstId + i,
              start.plus(at, ChronoUnit.MICROS),
              BigDecimal.valueOf(8_000_000 + random.nextInt(100_000), 2),
              BigDecimal.valueOf(1 + random.nextLong(1_000_000_000L), 8 + random.nextInt(11)),
              random.nextBoolean() ? Side.BUY : Side.SELL));
    }
    return trades;
  }
}
