package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.market.MalformedTradeException;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeJson;
import io.finsolutions.pipeline.market.TradingPair;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads records of the topic, given as partition, offset and value.
 *
 * @param product the product whose trades count
 * @param notAfter the latest time that a trade may have
 */
record RecordDecoder(TradingPair product, Instant notAfter) implements Serializable {
  /** The trade that a record holds, or nothing if it is none that could be counted. */
  Optional<LocatedTrade> decode(TopicRecord record) {
    Trade trade;
    try {
      trade = TradeJson.decode(record.value()).trade();
    } catch (MalformedTradeException e) {
      return Optional.empty();
    }
    if (!trade.product().equals(product) || trade.time().isAfter(notAfter)) {
      return Optional.empty();
    }
    return Optional.of(new LocatedTrade(record.partition(), record.offset(), trade));
  }
}
