package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.TradeIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the runs before have brought a product.
 *
 * @param at bars before it are final; empty before the first run
 * @param ids from the lowest to the highest id of a trade before it; empty if there is none
 * @param coveredFrom from when on every trade is counted or known to be missing; empty if no trade
 *     is known
 * @param endOffsets by partition, the offset from which on no run has looked at the trades topic
 * @param topicId the id of the topic that these offsets are of; empty if no run has looked at any
 * @param keptFrom bars that begin before it are dropped, as older than they are kept; empty if bars
 *     are kept for ever
 * @param past what is backfilled before {@code coveredFrom} and does not reach it, ascending; no
 *     two of them touch
 */
public record Handover(
    Optional<Instant> at,
    Optional<IdRange> ids,
    Optional<Instant> coveredFrom,
    SortedMap<Integer, Long> endOffsets,
    Optional<String> topicId,
    Optional<Instant> keptFrom,
    List<PastSpan> past) {
  /** Copies what may change. */
  public Handover {
    past = List.copyOf(past);
  }

  /** Nothing was ever done. */
  public static final Handover NONE =
      new Handover(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Collections.emptySortedMap(),
          Optional.empty(),
          Optional.empty(),
          List.of());

  /** Whether a trade of an interval may be unknown, and not even known to be missing. */
  boolean isUncovered(Instant start, Instant end) {
    return (coveredFrom.isEmpty() || start.isBefore(coveredFrom.get()))
        && past.stream().noneMatch(span -> span.covers(start, end));
  }

  /**
   * Where the product stands once a span of its past is counted. What it touches becomes one with
   * it, and so does what is covered, if it reaches that.
   */
  Handover withPast(PastSpan added) {
    PastSpan whole = added;
    List<PastSpan> others = new ArrayList<>();
    for (PastSpan span : past) {
      if (span.touches(whole)) {
        whole = whole.with(span);
      } else {
        others.add(span);
      }
    }
    if (coveredFrom.isPresent() && !whole.to().isBefore(coveredFrom.get())) {
      Instant from = whole.from().isBefore(coveredFrom.get()) ? whole.from() : coveredFrom.get();
      return new Handover(
          at, idsWith(whole.ids()), Optional.of(from), endOffsets, topicId, keptFrom, others);
    }
    others.add(whole);
    others.sort(Comparator.comparing(PastSpan::from));
    return new Handover(at, ids, coveredFrom, endOffsets, topicId, keptFrom, others);
  }

  /** Where the product stands, with what of its past reaches up to what is covered. */
  Handover joined() {
    Handover joined = this;
    for (PastSpan span : past) {
      joined = joined.withPast(span);
    }
    return joined;
  }

  /** Where the last span of the past ends that does not reach what is covered. */
  Instant endOfPast() {
    return past.isEmpty() ? Instant.EPOCH : past.get(past.size() - 1).to();
  }

  /**
   * Whether the bars that begin at an instant are dropped, as older than they are kept. They are
   * not made again: the coarse ones would be made of what little is there.
   */
  boolean isDropped(Instant start) {
    return keptFrom.isPresent() && start.isBefore(keptFrom.get());
  }

  /**
   * By partition of a topic, the offset from which on no run has looked at it.
   *
   * @param id the id of the topic
   * @param end where the partitions end now; one that ends before the place that runs have reached
   *     is not what it was, but was deleted and made anew
   */
  SortedMap<Integer, Long> unseen(String id, SortedMap<Integer, Long> end) {
    SortedMap<Integer, Long> unseen = new TreeMap<>();
    end.forEach(
        (partition, offset) -> {
          long reached = endOffsets.getOrDefault(partition, 0L);
          unseen.put(partition, reached <= offset && !isOfAnother(id) ? reached : 0L);
        });
    return unseen;
  }

  private boolean isOfAnother(String id) {
    return topicId.isPresent() && !topicId.get().equals(id);
  }

  /**
   * The ids of the trades before it.
   *
   * @param missing the holes that rows are final without
   */
  TradeIds finalIds(List<Hole> missing) {
    TradeIds counted = new TradeIds();
    ids.ifPresent(range -> counted.addRange(range.first(), range.last()));
    past.stream()
        .flatMap(span -> span.ids().stream())
        .forEach(range -> counted.addRange(range.first(), range.last()));
    missing.forEach(hole -> counted.removeRange(hole.ids().first(), hole.ids().last()));
    return counted;
  }

  /**
   * An id that is above those of all trades that are older than some ranges by {@link
   * TradeLog#READ_BEFORE}: that of the first final trade behind them, in the order of time.
   *
   * @param ranges at least one, ascending
   */
  long trustedFrom(FinalStore store, List<TimeRange> ranges) throws StoreException {
    Instant behind = ranges.get(0).from().minus(TradeLog.READ_BEFORE).plus(Hole.DISORDER);
    return store
        .firstTradeIdFrom(behind)
        .orElse(ids.map(range -> range.last() + 1).orElse(Long.MIN_VALUE));
  }

  /**
   * What has happened to a topic since runs have looked at it, a line for each partition that is
   * not what it was; none as a rule. Trades that are gone with their records are missing ids, as
   * any others: the rows around them become final and not complete.
   *
   * @param id the id of the topic
   * @param beginning by partition, the first offset that is still there
   * @param end by partition, where it ends now
   */
  List<String> surprises(
      String topic, String id, SortedMap<Integer, Long> beginning, SortedMap<Integer, Long> end) {
    if (isOfAnother(id)) {
      return List.of(
          "the topic "
              + topic
              + " was made anew since runs have read it: it is read from its beginning, and trades"
              + " that are final are not counted again");
    }
    List<String> surprises = new ArrayList<>();
    endOffsets.forEach(
        (partition, reached) -> {
          String runs = "runs have read %s/%d up to offset %d".formatted(topic, partition, reached);
          if (!end.containsKey(partition)) {
            surprises.add(runs + ", and there is no such partition: the topic was made anew");
          } else if (end.get(partition) < reached) {
            surprises.add(
                runs
                    + ", and it ends at "
                    + end.get(partition)
                    + ": the topic was made anew, or the database belongs to another one; it is"
                    + " read from its beginning, and trades that are final are not counted again");
          } else if (beginning.get(partition) > reached) {
            surprises.add(
                runs
                    + ", and it begins at "
                    + beginning.get(partition)
                    + ": retention took records that no run has read; the trades that are missing"
                    + " are in ops.missing_ids, and come back with a producer whose"
                    + " --backfill-horizon reaches back to them");
          }
        });
    return surprises;
  }

  /** The ids of the trades before it, once more trades are. */
  Optional<IdRange> idsWith(Optional<IdRange> more) {
    return PastSpan.union(ids, more);
  }
}
