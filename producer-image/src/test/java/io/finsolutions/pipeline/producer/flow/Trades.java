package io.finsolutions.pipeline.producer.flow;

import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/** Trades to test with: one each second, the one with the id 0 would be at {@link #START}. */
public final class Trades {
  public static final TradingPair PRODUCT = TradingPair.parse("BTC-USD");
  public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private Trades() {}

  public static Trade trade(long id) {
    return trade(id, "100");
  }

  public static Trade trade(long id, String price) {
    return at(id, time(id), price);
  }

  public static Trade at(long id, Instant time, String price) {
    return new Trade(PRODUCT, id, time, new BigDecimal(price), new BigDecimal("0.5"), Side.BUY);
  }

  public static List<Trade> trades(long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(Trades::trade).toList();
  }

  public static Instant time(long id) {
    return START.plus(Duration.ofSeconds(id));
  }
}
