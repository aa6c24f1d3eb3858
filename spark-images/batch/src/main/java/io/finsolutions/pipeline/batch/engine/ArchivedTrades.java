package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.archive.TradeArchive;
import io.finsolutions.pipeline.market.BarFold;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradeMessage;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the archive has of some ranges. A trade that is there was counted by an earlier run, or by
 * one that was killed before its rows were in place: it counts as it is there, whatever the topic
 * says.
 *
 * @param trades the trades of the ranges
 * @param ids the ids of all trades in the ranges and near them
 * @param whole whether there is no other trade in the ranges: each begins and ends among archived
 *     trades, and of the ids between them none is missing
 */
record ArchivedTrades(FoldedTrades trades, TradeIds ids, boolean whole) {
  /** Reads them. */
  static ArchivedTrades of(TradeArchive archive, List<TimeRange> ranges) {
    BarFold fold = new BarFold(BarWidth.SECOND);
    TradeIds counted = new TradeIds();
    TradeIds ids = new TradeIds();
    boolean whole = true;
    for (TimeRange range : ranges) {
      TradeIds inRange = new TradeIds();
      for (Part part : archive.readInParts(range.from(), range.to(), Part::new)) {
        fold.addAll(part.fold);
        inRange.addAll(part.ids);
      }
      TradeIds before = archive.ids(range.from().minus(TradeLog.READ_BEFORE), range.from());
      TradeIds after = archive.ids(range.to(), range.to().plus(TradeLog.READ_BEFORE));
      counted.addAll(inRange);
      ids.addAll(before);
      ids.addAll(after);
      whole &= !before.isEmpty() && !after.isEmpty();
      inRange.addAll(before);
      inRange.addAll(after);
      whole &= inRange.rangeCount() == 1;
    }
    ids.addAll(counted);
    Optional<IdRange> ends =
        counted.isEmpty()
            ? Optional.empty()
            : Optional.of(new IdRange(counted.first().getAsLong(), counted.last().getAsLong()));
    return new ArchivedTrades(new FoldedTrades(fold.bars(), ends, 0, List.of()), ids, whole);
  }

  /** Counts what one thread reads. */
  private static final class Part implements Consumer<TradeMessage> {
    private final BarFold fold = new BarFold(BarWidth.SECOND);
    private final TradeIds ids = new TradeIds();

    @Override
    public void accept(TradeMessage message) {
      fold.add(message.trade());
      ids.add(message.trade().tradeId());
    }
  }
}
