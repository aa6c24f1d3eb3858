package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.market.Trade;

/**
 * A trade and where it was found.
 *
 * @param partition the partition of the trades topic
 * @param offset the offset in the partition
 * @param trade the trade
 */
record LocatedTrade(int partition, long offset, Trade trade) {}
