package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.archive.TradeArchive;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.service.FailedException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes a day of backfilled history final. What is final already and changes with it, since a hole
 * has come or gone, is folded again.
 *
 * @param day the part of the past that is on one day; all before it is final
 */
public record PastRun(TradeArchive archive, Past past, PastHoles holes, TimeRange day)
    implements Run {
  @Override
  public RunKind kind() {
    return RunKind.BACKFILL;
  }

  /**
   * {@inheritDoc}
   *
   * @throws FailedException if the rows of the day are not kept any more, or the archive does not
   *     have all trades of rows that are final
   */
  @Override
  public RunResult find(FinalStore store, TradeLog log, Handover before) throws StoreException {
    if (before.isDropped(day.from())) {
      throw new FailedException("rows of " + day + " are not kept any more");
    }
    List<Hole> missing = store.missingIds();
    List<Hole> after = holes.after(missing, before.finalIds(missing), day.to());
    Set<Instant> hours = new TreeSet<>(DirtyHours.of(List.of(day)));
    changed(missing, after).stream()
        .filter(hour -> !hour.isBefore(past.span().from()) && hour.isBefore(past.span().to()))
        .forEach(hours::add);
    List<TimeRange> ranges = DirtyHours.ranges(hours, past.span().to());
    FoldedTrades folded = ArchivedTrades.of(archive, ranges).trades();
    for (TimeRange range : ranges) {
      requireAll(store, range, folded);
    }
    return new RunResult(
        Optional.empty(),
        ranges,
        folded.seconds(),
        0,
        List.of(),
        after,
        before.withPast(new PastSpan(past.coveredFrom(), day.to(), folded.ids())),
        List.of(),
        Optional.empty(),
        false);
  }

  /** Whether there is nothing to do: all is final, and nothing changes. */
  boolean isDone(Handover before, List<Hole> missing) {
    return !before.isUncovered(day.from(), day.to())
        && holes.after(missing, before.finalIds(missing), day.to()).equals(missing);
  }

  /** The hours in which a bar is near a hole now and was not, or was and is not. */
  private static Set<Instant> changed(List<Hole> before, List<Hole> after) {
    Set<Instant> hours = new HashSet<>(MissingIds.hoursOfChange(before, after));
    hours.removeIf(hour -> isInside(before, hour) && isInside(after, hour));
    return hours;
  }

  private static boolean isInside(List<Hole> holes, Instant hour) {
    Instant end = hour.plus(BarWidth.HOUR.duration());
    return holes.stream()
        .anyMatch(hole -> !hole.earliest().isAfter(hour) && !hole.latest().isBefore(end));
  }

  private static void requireAll(FinalStore store, TimeRange range, FoldedTrades folded)
      throws StoreException {
    Set<Instant> losing = DirtyHours.losing(store.finalTrades(range), folded.seconds());
    if (!losing.isEmpty()) {
      throw new FailedException(
          "neither the archive nor the exchange has all trades of the final rows of "
              + losing
              + ": recompute them first, as long as the topic has them");
    }
  }
}
