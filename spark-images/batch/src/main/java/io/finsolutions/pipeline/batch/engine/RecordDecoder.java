package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.market.MalformedTradeException;
import io.finsolutions.pipeline.market.TradeJson;
import io.finsolutions.pipeline.market.TradeMessage;
import io.finsolutions.pipeline.market.TradingPair;
import java.io.Serializable;
import java.util.Optional;

/**
 * Reads records of the topic. What it makes of one depends on nothing but the record: it is the
 * same for whoever reads it, whenever that is.
 *
 * @param product the product whose trades count
 */
record RecordDecoder(TradingPair product) implements Serializable {
  /** The trade that a record holds, or nothing if it is none that could be counted. */
  Optional<LocatedTrade> decode(TopicRecord record) {
    TradeMessage message;
    try {
      message = TradeJson.decode(record.value());
    } catch (MalformedTradeException e) {
      return Optional.empty();
    }
    if (!message.trade().product().equals(product) || message.isDatedAhead(record.timestamp())) {
      return Optional.empty();
    }
    return Optional.of(new LocatedTrade(record.partition(), record.offset(), message));
  }
}
