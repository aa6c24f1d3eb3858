package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeMessage;

/**
 * A trade and where it was found.
 *
 * @param partition the partition of the trades topic
 * @param offset the offset in the partition
 * @param message the trade, and what is said about it
 */
record LocatedTrade(int partition, long offset, TradeMessage message) {
  Trade trade() {
    return message.trade();
  }
}
