package io.finsolutions.pipeline.streaming.engine;

import io.finsolutions.pipeline.market.MalformedTradeException;
import io.finsolutions.pipeline.market.TradeJson;
import io.finsolutions.pipeline.market.TradeMessage;

/**
 * A record once it was tried to read it.
 *
 * @param source the record as it was
 * @param message the trade in it; null if there is none
 * @param malformation why there is none, in words; null if there is one
 */
record DecodedRecord(SourceRecord source, TradeMessage message, String malformation) {
  static DecodedRecord of(SourceRecord source) {
    try {
      return new DecodedRecord(source, TradeJson.decode(source.value()), null);
    } catch (MalformedTradeException e) {
      return new DecodedRecord(source, null, e.getMessage());
    }
  }
}
