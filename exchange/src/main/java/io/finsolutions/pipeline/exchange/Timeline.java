package io.finsolutions.pipeline.exchange;

import io.finsolutions.pipeline.market.Trade;
import java.time.Duration;
import java.time.Instant;

/**
 * Which time of the exchange a time of the tape is.
 *
 * @param tapeOrigin a time of the tape
 * @param origin the same moment's time of the exchange
 * @param factor how long the exchange takes for one second of the tape, in seconds
 */
record Timeline(Instant tapeOrigin, Instant origin, double factor) {
  Instant of(Instant tapeTime) {
    return origin.plus(Stretch.by(Duration.between(tapeOrigin, tapeTime), factor));
  }

  /** The trade with the time at which the exchange prints it. */
  Trade place(Trade trade) {
    return new Trade(
        trade.product(),
        trade.tradeId(),
        of(trade.time()),
        trade.price(),
        trade.size(),
        trade.makerSide());
  }
}
