package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.archive.TradeFile;
import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarFold;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.TradeIds;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@link PartitionFold} has counted.
 *
 * @param start where its first trade is; null if there was no trade in it
 * @param seconds the seconds of the ranges
 * @param ids the ids of all trades that were read and not left to another stretch
 * @param counted from the lowest to the highest id of a trade in the ranges; null without one
 * @param doubtful the ids of trades in the ranges that may be in the topic before what was read
 * @param duplicates records in the ranges that repeated a trade
 * @param files the trades of the ranges, written to files
 */
record FoldedPartition(
    StretchStart start,
    List<Bar> seconds,
    TradeIds ids,
    IdRange counted,
    TradeIds doubtful,
    long duplicates,
    List<TradeFile> files)
    implements Serializable {
  /** By where they start, the ids that the stretches before them have; empty if none has any. */
  static Map<StretchStart, TradeIds> idsElsewhere(List<FoldedPartition> stretches) {
    SortedMap<StretchStart, TradeIds> ids = new TreeMap<>();
    stretches.stream()
        .filter(part -> part.start != null)
        .forEach(part -> ids.put(part.start, part.ids));
    return Stretches.idsElsewhere(ids);
  }

  /**
   * All together with what the archive has of the ranges; no trade may be in two of them.
   *
   * @param archived the archive's trades
   */
  static FoldedTrades merge(FoldedTrades archived, List<FoldedPartition> partitions) {
    BarFold seconds = new BarFold(BarWidth.SECOND);
    archived.seconds().forEach(seconds::add);
    TradeIds ends = new TradeIds();
    archived.ids().ifPresent(range -> ends.addRange(range.first(), range.last()));
    List<TradeFile> files = new ArrayList<>();
    long duplicates = 0;
    for (FoldedPartition part : partitions) {
      part.seconds.forEach(seconds::add);
      if (part.counted != null) {
        ends.addRange(part.counted.first(), part.counted.last());
      }
      duplicates += part.duplicates;
      files.addAll(part.files);
    }
    Optional<IdRange> counted =
        ends.isEmpty()
            ? Optional.empty()
            : Optional.of(new IdRange(ends.first().getAsLong(), ends.last().getAsLong()));
    return new FoldedTrades(seconds.bars(), counted, duplicates, files);
  }
}
