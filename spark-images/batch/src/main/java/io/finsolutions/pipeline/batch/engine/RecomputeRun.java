package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.FailedException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Folds the hours of a range again, as far as they are final; of a range of several days those of
 * the first. More would not fit into memory.
 *
 * @param asked the range, of which whole hours are folded
 */
record RecomputeRun(TradingPair product, TimeRange asked) implements Run {
  @Override
  public RunKind kind() {
    return RunKind.RECOMPUTE;
  }

  /**
   * {@inheritDoc}
   *
   * @throws FailedException if nothing of the range is final, its rows are not kept any more, or
   *     neither the topic nor the archive has all of its trades
   */
  @Override
  public RunResult find(FinalStore store, TradeLog log, Handover before) throws StoreException {
    TimeRange hours = finalHours(before);
    Instant endOfDay = rest();
    boolean moreToDo = endOfDay.isBefore(hours.to());
    TimeRange range = moreToDo ? new TimeRange(hours.from(), endOfDay) : hours;
    Map<Instant, Long> rows = store.finalTrades(range);
    ArchivedTrades archived = log.archived(List.of(range));
    // If there can be no other trade nobody needs to read the topic, which may have a trade of any
    // time up to its end.
    FoldedTrades folded =
        archived.whole() && DirtyHours.losing(rows, archived.trades().seconds()).isEmpty()
            ? archived.trades()
            : foldTopic(store, log, before, range, rows, archived);
    return new RunResult(
        Optional.empty(),
        List.of(range),
        folded.seconds(),
        folded.duplicates(),
        folded.files(),
        store.missingIds(),
        before,
        List.of(),
        Optional.empty(),
        moreToDo);
  }

  private static FoldedTrades foldTopic(
      FinalStore store,
      TradeLog log,
      Handover before,
      TimeRange range,
      Map<Instant, Long> rows,
      ArchivedTrades archived)
      throws StoreException {
    if (!log.reaches(range.from()) && !log.hasArchive()) {
      throw new FailedException(
          "the topic %s does not reach back to %s any more, and there is no archive"
              .formatted(log.topic(), range.from()));
    }
    List<TimeRange> ranges = List.of(range);
    FoldedTrades folded = log.fold(ranges, archived, before.trustedFrom(store, ranges));
    Set<Instant> losing = DirtyHours.losing(rows, folded.seconds());
    if (!losing.isEmpty()) {
      log.discard(folded);
      throw new FailedException(
          "the topic %s%s does not have all trades of the final rows of %s any more"
              .formatted(log.topic(), log.hasArchive() ? " with the archive" : "", losing));
    }
    return folded;
  }

  /** Where the next day begins: what is left for another run. */
  Instant rest() {
    return BarWidth.DAY.startOf(asked.from()).plus(BarWidth.DAY.duration());
  }

  private TimeRange finalHours(Handover before) {
    Instant handover =
        before
            .at()
            .orElseThrow(() -> new FailedException("nothing of " + product + " is final yet"));
    Instant from = BarWidth.HOUR.startOf(asked.from());
    if (before.isDropped(from)) {
      throw new FailedException(
          "rows of %1$s are kept from %2$s on, as --keep-rows has said, and what is older is not made again: write --from=%2$s or later"
              .formatted(product, before.keptFrom().orElseThrow()));
    }
    Instant to = BarWidth.HOUR.startOf(asked.to().minusNanos(1)).plus(BarWidth.HOUR.duration());
    Instant end = to.isBefore(handover) ? to : handover;
    if (!from.isBefore(end)) {
      throw new FailedException(
          "nothing of " + asked + " is final: " + product + " is final up to " + handover);
    }
    return new TimeRange(from, end);
  }
}
