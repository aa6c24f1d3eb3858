package io.finsolutions.pipeline.streaming.engine;

import io.finsolutions.pipeline.market.MalformedTradeException;
import io.finsolutions.pipeline.market.TradeJson;
import io.finsolutions.pipeline.market.TradeMessage;

/**
 * A record once it was tried to read it.
 *
 * @param timestamp its time stamp, in milliseconds since 1970
 * @param value its value as it was; null for a record without one
 * @param message the trade in it; null if there is none
 * @param malformation why there is none, in words; null if there is one
 */
@SuppressWarnings("ArrayRecordComponent")
record DecodedRecord(long timestamp, byte[] value, TradeMessage message, String malformation) {
  static DecodedRecord of(long timestamp, byte[] value) {
    try {
      return new DecodedRecord(timestamp, value, TradeJson.decode(value), null);
    } catch (MalformedTradeException e) {
      return new DecodedRecord(timestamp, value, null, e.getMessage());
    }
  }
}
