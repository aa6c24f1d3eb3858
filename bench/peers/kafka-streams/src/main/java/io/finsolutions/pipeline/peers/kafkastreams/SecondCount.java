package io.finsolutions.pipeline.peers.kafkastreams;

import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.peers.task.PeerRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a window counts.
 *
 * @param openMicros time of the first trade since 1970, which with {@code openId} says which is it
 */
record SecondCount(
    long trades,
    long buys,
    BigDecimal open,
    long openMicros,
    long openId,
    BigDecimal high,
    BigDecimal low,
    BigDecimal close,
    long closeMicros,
    long closeId,
    BigDecimal baseVolume,
    BigDecimal quoteVolume,
    long lastTradeId) {
  private static final BigDecimal ZERO = BigDecimal.ZERO;

  static SecondCount none() {
    return new SecondCount(0, 0, ZERO, 0, 0, ZERO, ZERO, ZERO, 0, 0, ZERO, ZERO, 0);
  }

  SecondCount plus(Trade trade) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, trade.time());
    long id = trade.tradeId();
    BigDecimal price = trade.price();
    boolean first = trades == 0;
    boolean opens = first || micros < openMicros || (micros == openMicros && id < openId);
    boolean closes = first || micros > closeMicros || (micros == closeMicros && id > closeId);
    return new SecondCount(
        trades + 1,
        buys + (trade.takerSide() == Side.BUY ? 1 : 0),
        opens ? price : open,
        opens ? micros : openMicros,
        opens ? id : openId,
        first ? price : high.max(price),
        first ? price : low.min(price),
        closes ? price : close,
        closes ? micros : closeMicros,
        closes ? id : closeId,
        baseVolume.add(trade.size()),
        quoteVolume.add(price.multiply(trade.size())),
        Math.max(lastTradeId, id));
  }

  PeerRow row(Instant start) {
    return new PeerRow(
        start,
        trades,
        buys,
        trades - buys,
        open,
        high,
        low,
        close,
        baseVolume,
        quoteVolume,
        lastTradeId);
  }
}
