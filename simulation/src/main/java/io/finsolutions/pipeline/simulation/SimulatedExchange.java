package io.finsolutions.pipeline.simulation;

import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradingPair;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The truth: all trades there will ever be, when they are printed, and when the history has them.
 */
final class SimulatedExchange {
  static final TradingPair PRODUCT = TradingPair.parse("BTC-USD");
  static final int SNAPSHOT = 20;
  private static final int KEPT_OPEN = 6;

  private final List<Trade> trades = new ArrayList<>();
  private final List<Instant> printedAt = new ArrayList<>();
  private final List<Instant> givenFrom = new ArrayList<>();
  private final TradeIds neverGiven = new TradeIds();

  /** Trades from a seed; the first are printed before {@code start}. */
  SimulatedExchange(Random random, Instant start) {
    int count = 30 + random.nextInt(110);
    boolean skips = random.nextInt(100) < 50;
    boolean late = random.nextInt(100) < 50;
    int pauses = random.nextInt(12);
    long id = 1_000 + random.nextInt(1_000);
    Instant printed = start.minusSeconds(random.nextInt(150));
    for (int i = 0; i < count; i++) {
      printed = printed.plus(gap(random, pauses));
      // Ids are given a little out of the order of time.
      Instant time = printed.minusNanos(1_000L * random.nextInt(400_000));
      boolean inside =
          i > KEPT_OPEN && i < count - KEPT_OPEN && printed.isAfter(start.plusSeconds(120));
      if (inside && skips && random.nextInt(100) < 4) {
        int skipped = 1 + random.nextInt(3);
        neverGiven.addRange(id, id + skipped - 1);
        id += skipped;
      }
      trades.add(trade(random, id++, time));
      printedAt.add(printed);
      givenFrom.add(
          inside && late && random.nextInt(100) < 4
              ? printed.plusSeconds(60L * (1 + random.nextInt(200)))
              : printed);
    }
  }

  private static Duration gap(Random random, int pauses) {
    int kind = random.nextInt(100);
    if (kind < 60) {
      return Duration.ofMillis(random.nextInt(900));
    }
    return kind < 100 - pauses
        ? Duration.ofMillis(1_000 + random.nextInt(40_000))
        : Duration.ofSeconds(60 + random.nextInt(1_200));
  }

  private static Trade trade(Random random, long id, Instant time) {
    return new Trade(
        PRODUCT,
        id,
        time,
        BigDecimal.valueOf(1 + random.nextInt(9_999), random.nextInt(4)),
        BigDecimal.valueOf(1 + random.nextInt(99_999), random.nextInt(9)),
        random.nextBoolean() ? Side.BUY : Side.SELL);
  }

  /** All trades, by id. */
  List<Trade> trades() {
    return trades;
  }

  /** Ids that are skipped for good. */
  TradeIds neverGiven() {
    return neverGiven;
  }

  /** How many trades are printed. */
  int printed(Instant now) {
    int count = 0;
    while (count < trades.size() && !printedAt.get(count).isAfter(now)) {
      count++;
    }
    return count;
  }

  /** When the last trade is printed and the history has all. */
  Instant quietFrom() {
    return givenFrom.stream().max(Instant::compareTo).orElseThrow();
  }

  /** Whether the feed prints a trade, or it turns up later in the history only. */
  boolean live(int index) {
    return givenFrom.get(index).equals(printedAt.get(index));
  }

  Trade trade(int index) {
    return trades.get(index);
  }

  /** The trades with ids of a range that the history has. */
  List<Trade> withIds(IdRange ids, Instant now) {
    List<Trade> found = new ArrayList<>();
    for (int i = 0; i < trades.size(); i++) {
      long id = trades.get(i).tradeId();
      if (ids.first() <= id && id <= ids.last() && !givenFrom.get(i).isAfter(now)) {
        found.add(trades.get(i));
      }
    }
    return found;
  }

  /** The trades of [from, to) that the history has. */
  List<Trade> between(Instant from, Instant to, Instant now) {
    List<Trade> found = new ArrayList<>();
    for (int i = 0; i < trades.size(); i++) {
      Instant time = trades.get(i).time();
      if (!time.isBefore(from) && time.isBefore(to) && !givenFrom.get(i).isAfter(now)) {
        found.add(trades.get(i));
      }
    }
    return found;
  }

  /** The latest trades of the feed. */
  List<Trade> snapshot(Instant now) {
    List<Trade> latest = new ArrayList<>();
    for (int i = printed(now) - 1; i >= 0 && latest.size() < SNAPSHOT; i--) {
      if (live(i)) {
        latest.add(0, trades.get(i));
      }
    }
    return latest;
  }
}
