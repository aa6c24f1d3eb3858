package io.finsolutions.pipeline.exchange;

import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Trades to test with. */
public final class Trades {
  /** The product of all of them. */
  public static final TradingPair BTC_USD = TradingPair.parse("BTC-USD");

  /** When the first of them is. */
  public static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  private Trades() {}

  /** A trade, so long after {@link #START}. */
  public static Trade trade(long id, long millisAfterStart) {
    return new Trade(
        BTC_USD,
        id,
        START.plus(millisAfterStart, ChronoUnit.MILLIS),
        new BigDecimal("100.5").add(BigDecimal.valueOf(id % 7)),
        new BigDecimal("0.25"),
        id % 2 == 0 ? Side.BUY : Side.SELL);
  }

  /** Trades with the ids from 1 on, at equal distances. */
  public static List<Trade> sequence(int count, long millisBetween) {
    List<Trade> trades = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      trades.add(trade(i + 1, i * millisBetween));
    }
    return trades;
  }
}
