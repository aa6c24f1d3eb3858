package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.market.BarFold;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeIds;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Counts the trades of a partition that lie in some ranges. Of several records of one id the first
 * one counts, whatever the others say.
 *
 * @param elsewhere by partition, ids that count where they were found in another partition
 */
record PartitionFold(
    RecordDecoder decoder, List<TimeRange> ranges, Map<Integer, TradeIds> elsewhere)
    implements FlatMapFunction<Iterator<InternalRow>, FoldedPartition> {
  @Override
  public Iterator<FoldedPartition> call(Iterator<InternalRow> records) {
    TradeIds ids = new TradeIds();
    BarFold fold = new BarFold(BarWidth.SECOND);
    int partition = -1;
    long highestId = Long.MIN_VALUE;
    long duplicates = 0;
    while (records.hasNext()) {
      Optional<LocatedTrade> found = decoder.decode(records.next());
      if (found.isEmpty()) {
        continue;
      }
      partition = found.get().partition();
      Trade trade = found.get().trade();
      boolean counts = isFirst(partition, trade.tradeId(), ids);
      if (isInRange(trade.time())) {
        if (counts) {
          fold.add(trade);
          highestId = Math.max(highestId, trade.tradeId());
        } else {
          duplicates++;
        }
      }
    }
    return List.of(new FoldedPartition(partition, fold.bars(), ids, highestId, duplicates))
        .iterator();
  }

  private boolean isFirst(int partition, long id, TradeIds ids) {
    TradeIds others = elsewhere.get(partition);
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
