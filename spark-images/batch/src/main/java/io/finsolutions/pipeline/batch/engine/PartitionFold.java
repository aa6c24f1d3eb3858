package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.archive.TradeFiles;
import io.finsolutions.pipeline.archive.TradeWriter;
import io.finsolutions.pipeline.market.BarFold;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeIds;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts the trades of a stretch of a partition that lie in some ranges, and writes them to files.
 * Of several records of one id the first one counts, whatever the others say.
 *
 * @param elsewhere by where a stretch starts, ids that count where else they were found
 * @param archived ids of trades that count as the archive has them
 * @param trustedFrom ids below it may be in the topic before the stretch that is read
 * @param files where the trades are written that are counted
 */
record PartitionFold(
    RecordDecoder decoder,
    List<TimeRange> ranges,
    Map<StretchStart, TradeIds> elsewhere,
    TradeIds archived,
    long trustedFrom,
    TradeFiles files)
    implements PartitionWork<FoldedPartition> {
  @Override
  public FoldedPartition on(Iterator<TopicRecord> records) {
    try (TradeWriter writer = files.begin()) {
      return on(records, writer);
    }
  }

  private FoldedPartition on(Iterator<TopicRecord> records, TradeWriter writer) {
    TradeIds ids = new TradeIds();
    BarFold fold = new BarFold(BarWidth.SECOND);
    StretchStart start = null;
    IdRange counted = null;
    TradeIds doubtful = new TradeIds();
    long duplicates = 0;
    while (records.hasNext()) {
      Optional<LocatedTrade> found = decoder.decode(records.next());
      if (found.isEmpty()) {
        continue;
      }
      start = start == null ? StretchStart.of(found.get()) : start;
      Trade trade = found.get().trade();
      boolean first = isFirst(start, trade.tradeId(), ids);
      if (isInRange(trade.time())) {
        if (!first) {
          duplicates++;
        } else if (!archived.contains(trade.tradeId())) {
          fold.add(trade);
          writer.add(found.get().message());
          counted = with(counted, trade.tradeId());
          if (trade.tradeId() < trustedFrom) {
            doubtful.add(trade.tradeId());
          }
        }
      }
    }
    return new FoldedPartition(
        start, fold.bars(), ids, counted, doubtful, duplicates, writer.finish());
  }

  private static IdRange with(IdRange range, long id) {
    return range == null
        ? new IdRange(id, id)
        : new IdRange(Math.min(range.first(), id), Math.max(range.last(), id));
  }

  private boolean isFirst(StretchStart start, long id, TradeIds ids) {
    TradeIds others = elsewhere.get(start);
    return (others == null || !others.contains(id)) && ids.add(id);
  }

  private boolean isInRange(Instant time) {
    for (TimeRange range : ranges) {
      if (range.contains(time)) {
        return true;
      }
    }
    return false;
  }
}
