package io.finsolutions.pipeline.console.page;

import io.finsolutions.pipeline.console.TestPipeline;
import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Trades that look like a market's, the same for the same seed. */
final class Tape {
  private static final int PRICE_DIGITS = 2;
  private static final int SIZE_DIGITS = 8;

  private final TestPipeline pipeline;
  private final Random random;
  private double price;
  private long nextId = 1;

  Tape(TestPipeline pipeline, double price, long seed) {
    this.pipeline = pipeline;
    this.price = price;
    this.random = new Random(seed);
  }

  /** A trade at each so many milliseconds on average within [from, to). */
  List<Trade> trades(Instant from, Instant to, Duration between) {
    List<Trade> trades = new ArrayList<>();
    Instant time = from;
    while (time.isBefore(to)) {
      trades.add(trade(time));
      time = time.plusMillis(1 + random.nextInt((int) between.toMillis() * 2));
    }
    return trades;
  }

  /** The next trade, at some price near the one before. */
  Trade trade(Instant time) {
    price *= 1 + random.nextGaussian() * 0.00012;
    BigDecimal size =
        BigDecimal.valueOf(Math.abs(random.nextGaussian()) * 0.05 + 0.0001)
            .setScale(SIZE_DIGITS, RoundingMode.HALF_UP);
    return pipeline.trade(
        nextId++,
        time,
        BigDecimal.valueOf(price).setScale(PRICE_DIGITS, RoundingMode.HALF_UP).toPlainString(),
        size.toPlainString(),
        random.nextInt(100) < 54 ? Side.BUY : Side.SELL);
  }

  /** The next trade, at this price and size. */
  Trade trade(Instant time, String price, String size, Side taker) {
    return pipeline.trade(nextId++, time, price, size, taker);
  }
}
