package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.market.IdRange;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the runs before have brought a product.
 *
 * @param at bars before it are final; empty before the first run
 * @param ids from the lowest to the highest id of a trade before it; empty if there is none
 * @param endOffsets by partition, the offset from which on no run has looked at the trades topic
 */
public record Handover(
    Optional<Instant> at, Optional<IdRange> ids, SortedMap<Integer, Long> endOffsets) {

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

  /** The ids of the trades before it, once more trades are. */
  Optional<IdRange> idsWith(Optional<IdRange> more) {
    return ids.isPresent() && more.isPresent()
        ? Optional.of(
            new IdRange(
                Math.min(ids.get().first(), more.get().first()),
                Math.max(ids.get().last(), more.get().last())))
        : ids.or(() -> more);
  }
}
