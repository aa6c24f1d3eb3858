package io.finsolutions.pipeline.batch;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the runs before have brought a product.
 *
 * @param at bars before it are final; empty before the first run
 * @param lastTradeId the highest id of a trade before it; empty if there is none
 * @param endOffsets by partition, the offset from which on no run has looked at the trades topic
 */
record Handover(
    Optional<Instant> at, Optional<Long> lastTradeId, SortedMap<Integer, Long> endOffsets) {

  /**
   * By partition of a topic, the offset from which on no run has looked at it.
   *
   * @param end where the partitions end now; one that ends before the place that runs have reached
   *     is not what it was, but was deleted and made anew
   */
  SortedMap<Integer, Long> unseen(SortedMap<Integer, Long> end) {
    SortedMap<Integer, Long> unseen = new TreeMap<>();
    end.forEach(
        (partition, offset) -> {
          long reached = endOffsets.getOrDefault(partition, 0L);
          unseen.put(partition, reached <= offset ? reached : 0L);
        });
    return unseen;
  }
}
