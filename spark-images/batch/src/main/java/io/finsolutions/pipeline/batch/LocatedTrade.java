package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.market.Trade;
import java.io.Serializable;

/**
 * A trade and where it was found.
 *
 * @param partition the partition of the trades topic
 * @param offset the offset in the partition
 * @param trade the trade
 */
record LocatedTrade(int partition, long offset, Trade trade) implements Serializable {
  /** Of two records of one trade the one that came first, which counts. */
  LocatedTrade first(LocatedTrade other) {
    if (partition != other.partition) {
      return partition < other.partition ? this : other;
    }
    return offset < other.offset ? this : other;
  }
}
