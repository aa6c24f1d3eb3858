package io.finsolutions.pipeline.market;

import java.math.BigDecimal;
import java.time.Instant;

/** Trades written in one line. */
final class Trades {
  static final TradingPair BTC_USD = new TradingPair("BTC", "USD");

  private Trades() {}

  static Trade trade(long id, String time, String price, String size, Side makerSide) {
    return new Trade(
        BTC_USD, id, Instant.parse(time), new BigDecimal(price), new BigDecimal(size), makerSide);
  }
}
