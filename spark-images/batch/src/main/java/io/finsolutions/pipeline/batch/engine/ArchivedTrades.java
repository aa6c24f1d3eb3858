package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.archive.TradeArchive;
import io.finsolutions.pipeline.market.BarFold;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.TradeIds;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the archive has of some ranges. A trade that is there was counted by an earlier run, or by
 * one that was killed before its rows were in place: it counts as it is there, whatever the topic
 * says.
 *
 * @param trades the trades of the ranges
 * @param ids the ids of all trades in the ranges and near them
 */
record ArchivedTrades(FoldedTrades trades, TradeIds ids) {
  /** Reads them. */
  static ArchivedTrades of(TradeArchive archive, List<TimeRange> ranges) {
    BarFold fold = new BarFold(BarWidth.SECOND);
    TradeIds counted = new TradeIds();
    TradeIds ids = new TradeIds();
    for (TimeRange range : ranges) {
      archive.read(
          range.from(),
          range.to(),
          message -> {
            fold.add(message.trade());
            counted.add(message.trade().tradeId());
          });
      Instant from = range.from().minus(TradeLog.READ_BEFORE);
      Instant to = range.to().plus(TradeLog.READ_BEFORE);
      ids.addAll(archive.ids(from, range.from()));
      ids.addAll(archive.ids(range.to(), to));
    }
    ids.addAll(counted);
    Optional<IdRange> ends =
        counted.isEmpty()
            ? Optional.empty()
            : Optional.of(new IdRange(counted.first().getAsLong(), counted.last().getAsLong()));
    return new ArchivedTrades(new FoldedTrades(fold.bars(), ends, 0, List.of()), ids);
  }
}
