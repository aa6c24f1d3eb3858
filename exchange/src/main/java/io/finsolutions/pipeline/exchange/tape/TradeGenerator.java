package io.finsolutions.pipeline.exchange.tape;

import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.SplittableRandom;

/** One pass over a {@link GeneratedTape}. */
final class TradeGenerator implements Iterator<Trade> {
  private static final int PRICE_FRACTION_DIGITS = 2;
  private static final int SIZE_FRACTION_DIGITS = 8;
  private static final long LOWEST_PRICE_IN_TICKS = 100;

  private static final double SWEEP_SHARE = 0.2;
  private static final int MOST_TRADES_OF_A_SWEEP = 11;
  private static final double MEAN_TRADES_OF_AN_ORDER =
      1 - SWEEP_SHARE + SWEEP_SHARE * (2 + MOST_TRADES_OF_A_SWEEP) / 2;

  private static final double BURST_SHARE = 0.005;
  private static final double BURST_FACTOR = 10;
  private static final double MEAN_FACTOR = 1 + BURST_SHARE * (BURST_FACTOR - 1);

  private static final double DUST_SHARE = 0.6;
  private static final int LARGEST_DUST = 60;
  private static final double LARGEST_SIZE_EXPONENT = 8.3;

  private final GeneratedTape tape;
  private final SplittableRandom random;
  private final SplittableRandom bursts;

  private long nextId;
  private long priceInTicks;
  private double microsSinceStart;
  private long burstSecond = -1;
  private boolean burst;

  private int leftOfOrder;
  private Side takerSide = Side.BUY;

  TradeGenerator(GeneratedTape tape) {
    this.tape = tape;
    this.random = new SplittableRandom(tape.seed());
    this.bursts = random.split();
    this.nextId = tape.firstTradeId();
    this.priceInTicks =
        tape.startPrice()
            .movePointRight(PRICE_FRACTION_DIGITS)
            .setScale(0, RoundingMode.UNNECESSARY)
            .longValueExact();
  }

  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public Trade next() {
    if (leftOfOrder == 0) {
      takeNextOrder();
    } else {
      // A sweep eats the book: a buyer pays more with each order, a seller gets less.
      move(random.nextInt(4) * (takerSide == Side.BUY ? 1 : -1));
    }
    leftOfOrder--;
    Instant time = tape.start().plus((long) microsSinceStart, ChronoUnit.MICROS);
    return new Trade(
        tape.product(),
        nextId++,
        time,
        BigDecimal.valueOf(priceInTicks, PRICE_FRACTION_DIGITS),
        BigDecimal.valueOf(size(), SIZE_FRACTION_DIGITS),
        takerSide.opposite());
  }

  private void takeNextOrder() {
    double ordersPerSecond =
        tape.rate() / MEAN_TRADES_OF_AN_ORDER / MEAN_FACTOR * (inBurst() ? BURST_FACTOR : 1);
    microsSinceStart += -Math.log(1 - random.nextDouble()) / ordersPerSecond * 1_000_000;
    leftOfOrder =
        random.nextDouble() < SWEEP_SHARE ? 2 + random.nextInt(MOST_TRADES_OF_A_SWEEP - 1) : 1;
    takerSide = random.nextBoolean() ? Side.BUY : Side.SELL;
    move(random.nextInt(-5, 6));
  }

  private boolean inBurst() {
    long second = (long) (microsSinceStart / 1_000_000);
    while (burstSecond < second) {
      burstSecond++;
      burst = bursts.nextDouble() < BURST_SHARE;
    }
    return burst;
  }

  private void move(int ticks) {
    priceInTicks = Math.max(LOWEST_PRICE_IN_TICKS, priceInTicks + ticks);
  }

  /** In units of the last fraction digit. */
  private long size() {
    return random.nextDouble() < DUST_SHARE
        ? 1 + random.nextInt(LARGEST_DUST)
        : Math.round(Math.pow(10, random.nextDouble() * LARGEST_SIZE_EXPONENT));
  }
}
