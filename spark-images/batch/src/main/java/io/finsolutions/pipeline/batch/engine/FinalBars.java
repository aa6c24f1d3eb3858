package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarFold;
import io.finsolutions.pipeline.market.BarWidth;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The final bars of all widths. */
final class FinalBars {
  private final FinalStep step;
  private final long runId;
  private long rows;

  FinalBars(FinalStep step, long runId) {
    this.step = step;
    this.runId = runId;
  }

  /**
   * Replaces the bars that a run has found anew, and the coarser ones that they are part of.
   *
   * @return how many rows were written
   */
  long replace(RunResult result) throws StoreException {
    DoubtfulTimes doubtful = new DoubtfulTimes(result.holes());
    Handover handover = result.handover();
    Predicate<Bar> complete =
        bar -> !doubtful.touch(bar) && !handover.isUncovered(bar.start(), bar.end());
    for (TimeRange range : result.ranges()) {
      List<Bar> bars =
          result.seconds().stream().filter(bar -> range.contains(bar.start())).toList();
      write(BarWidth.SECOND, range, bars, complete);
      write(BarWidth.MINUTE, range, widen(bars, BarWidth.MINUTE), complete);
    }
    for (TimeRange range : result.ranges()) {
      rollUp(BarWidth.MINUTE, BarWidth.HOUR, range, handover, complete);
    }
    for (TimeRange range : result.ranges()) {
      rollUp(BarWidth.HOUR, BarWidth.DAY, range, handover, complete);
    }
    return rows;
  }

  /** Makes anew the coarse bars that a range touches and that lie wholly before the hand-over. */
  private void rollUp(
      BarWidth finer, BarWidth coarser, TimeRange range, Handover handover, Predicate<Bar> complete)
      throws StoreException {
    Optional<TimeRange> touched = touched(coarser, range, handover.at().orElse(range.to()));
    if (touched.isPresent()) {
      TimeRange whole = touched.get();
      write(coarser, whole, widen(step.finalBars(finer, whole), coarser), complete);
    }
  }

  /** The bars of a width that a range touches and that end before the hand-over or at it. */
  static Optional<TimeRange> touched(BarWidth width, TimeRange range, Instant handover) {
    Instant from = width.startOf(range.from());
    Instant lastTouched = width.startOf(range.to().minusNanos(1)).plus(width.duration());
    Instant finished = width.startOf(handover);
    Instant to = lastTouched.isBefore(finished) ? lastTouched : finished;
    return from.isBefore(to) ? Optional.of(new TimeRange(from, to)) : Optional.empty();
  }

  private void write(BarWidth width, TimeRange range, List<Bar> bars, Predicate<Bar> complete)
      throws StoreException {
    rows += step.replaceBars(width, range, bars, complete, runId);
  }

  private static List<Bar> widen(List<Bar> bars, BarWidth width) {
    BarFold fold = new BarFold(width);
    bars.forEach(fold::add);
    return fold.bars();
  }
}
