package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.market.TradeIds;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Optional;

/**
 * Looks which of some ids are in a partition before the stretch that is counted.
 *
 * @param ids the ids to look for
 * @param until by partition, the offset where the stretch begins
 */
record EarlierIds(RecordDecoder decoder, TradeIds ids, HashMap<Integer, Long> until)
    implements PartitionWork<TradeIds> {
  @Override
  public TradeIds on(Iterator<TopicRecord> records) {
    TradeIds found = new TradeIds();
    while (records.hasNext()) {
      TopicRecord record = records.next();
      if (record.offset() >= until.get(record.partition())) {
        break;
      }
      Optional<LocatedTrade> trade = decoder.decode(record);
      if (trade.isPresent() && ids.contains(trade.get().trade().tradeId())) {
        found.add(trade.get().trade().tradeId());
      }
    }
    return found;
  }
}
