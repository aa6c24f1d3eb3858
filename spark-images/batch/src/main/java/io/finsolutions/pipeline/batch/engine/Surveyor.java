package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeIds;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * Looks over the records of a stretch of a partition.
 *
 * @param notAfter a trade that is later is left to a later run: its time has not come, and it
 *     vouches for nothing
 * @param handover trades before it are late if no run has seen their records; null if none is
 * @param unseen by partition, the offset from which on no run has seen any record; all of a
 *     partition that is not there
 * @param finalIds ids of trades that are counted before the hand-over
 * @param elsewhere by where a stretch starts, ids that count where else they were found
 */
record Surveyor(
    RecordDecoder decoder,
    Instant notAfter,
    Instant handover,
    HashMap<Integer, Long> unseen,
    TradeIds finalIds,
    Map<StretchStart, TradeIds> elsewhere)
    implements PartitionWork<Survey> {
  @Override
  public Survey on(Iterator<TopicRecord> records) {
    Survey survey = null;
    while (records.hasNext()) {
      Optional<LocatedTrade> found = decoder.decode(records.next());
      if (found.isEmpty()) {
        continue;
      }
      survey = survey == null ? begin(found.get()) : survey;
      if (!found.get().trade().time().isAfter(notAfter)) {
        add(survey, found.get());
      }
    }
    return survey == null ? new Survey() : survey;
  }

  private Survey begin(LocatedTrade first) {
    StretchStart start = StretchStart.of(first);
    TradeIds ids = elsewhere.get(start);
    return new Survey(start, ids == null ? new TradeIds() : ids);
  }

  private void add(Survey survey, LocatedTrade found) {
    boolean late = handover != null && found.trade().time().isBefore(handover);
    boolean dealtWith = late && found.offset() < unseen.getOrDefault(found.partition(), 0L);
    if (dealtWith) {
      return;
    }
    if (!repeatsFinal(found.trade())) {
      survey.add(found.message(), late);
    } else if (found.message().firstOfMinute()) {
      survey.addWholeMinute(found.trade().time());
    }
  }

  /**
   * Whether a trade has the id of a final one. Whatever it says otherwise, it changes nothing and
   * vouches for nothing. Right behind the hand-over it may have the id of one before it, and be
   * none of those: ids come a little out of the order of time.
   */
  private boolean repeatsFinal(Trade trade) {
    boolean nearHandover =
        handover != null
            && !trade.time().isBefore(handover)
            && trade.time().isBefore(handover.plus(Hole.DISORDER));
    return !nearHandover && finalIds.contains(trade.tradeId());
  }
}
