package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.archive.TradeFile;
import io.finsolutions.pipeline.market.Bar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a run has found, before it is put in place.
 *
 * @param newRange what becomes final; empty if nothing does
 * @param foldedAgain ranges before the hand-over that are replaced, ascending
 * @param seconds all seconds of both, by start
 * @param duplicates records that repeated a trade
 * @param files the trades of both that the archive does not have yet, written to files
 * @param holes all holes that rows are final without after the run, by id
 * @param handover where the product stands after the run
 * @param speedDifferences where the speed rows of the new range differ
 * @param candleDifferences where the exchange's minutes of the new range differ; empty if not
 *     compared
 * @param moreToDo whether another run can make more final at once
 */
public record RunResult(
    Optional<TimeRange> newRange,
    List<TimeRange> foldedAgain,
    List<Bar> seconds,
    long duplicates,
    List<TradeFile> files,
    List<Hole> holes,
    Handover handover,
    List<Difference> speedDifferences,
    Optional<List<Difference>> candleDifferences,
    boolean moreToDo) {

  /** All ranges whose rows are replaced, ascending. */
  public List<TimeRange> ranges() {
    List<TimeRange> ranges = new ArrayList<>(foldedAgain);
    newRange.ifPresent(ranges::add);
    return ranges;
  }

  /** Trades counted. */
  public long trades() {
    return seconds.stream().mapToLong(Bar::trades).sum();
  }

  /** The holes that touch a range whose rows are replaced. */
  public List<Hole> holesInRanges() {
    return holes.stream()
        .filter(hole -> ranges().stream().anyMatch(range -> hole.touches(range.from(), range.to())))
        .toList();
  }
}
