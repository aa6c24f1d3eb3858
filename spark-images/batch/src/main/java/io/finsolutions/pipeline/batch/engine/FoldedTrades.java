package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.archive.TradeFile;
import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.IdRange;
import java.util.List;
import java.util.Optional;

/**
 * The trades of some ranges, each counted once.
 *
 * @param seconds their seconds, by start
 * @param ids from the lowest to the highest id of them; empty if there are none
 * @param duplicates records in the ranges that repeated a trade
 * @param files those that the archive does not have yet, written to files
 */
record FoldedTrades(
    List<Bar> seconds, Optional<IdRange> ids, long duplicates, List<TradeFile> files) {
  /** No trade at all. */
  static final FoldedTrades NONE = new FoldedTrades(List.of(), Optional.empty(), 0, List.of());

  /** The seconds that lie in one of the ranges. */
  List<Bar> secondsIn(List<TimeRange> ranges) {
    return seconds.stream()
        .filter(bar -> ranges.stream().anyMatch(range -> range.contains(bar.start())))
        .toList();
  }
}
