package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarFold;
import io.finsolutions.pipeline.market.BarWidth;
import java.time.Instant;
import java.util.List;

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
    for (TimeRange range : result.ranges()) {
      List<Bar> bars =
          result.seconds().stream().filter(bar -> range.contains(bar.start())).toList();
      write(BarWidth.SECOND, range, bars, doubtful);
      write(BarWidth.MINUTE, range, widen(bars, BarWidth.MINUTE), doubtful);
    }
    for (TimeRange range : result.ranges()) {
      rollUp(BarWidth.MINUTE, BarWidth.HOUR, range, result.handover(), doubtful);
    }
    for (TimeRange range : result.ranges()) {
      rollUp(BarWidth.HOUR, BarWidth.DAY, range, result.handover(), doubtful);
    }
    return rows;
  }

  /** Makes anew the coarse bars that a range touches and that lie wholly before the hand-over. */
  private void rollUp(
      BarWidth finer, BarWidth coarser, TimeRange range, Handover handover, DoubtfulTimes doubtful)
      throws StoreException {
    Instant from = coarser.startOf(range.from());
    Instant lastTouched = coarser.startOf(range.to().minusNanos(1)).plus(coarser.duration());
    Instant finished = coarser.startOf(handover.at().orElse(range.to()));
    Instant to = lastTouched.isBefore(finished) ? lastTouched : finished;
    if (from.isBefore(to)) {
      TimeRange whole = new TimeRange(from, to);
      write(coarser, whole, widen(step.finalBars(finer, whole), coarser), doubtful);
    }
  }

  private void write(BarWidth width, TimeRange range, List<Bar> bars, DoubtfulTimes doubtful)
      throws StoreException {
    step.replaceBars(width, range, bars, bar -> !doubtful.touch(bar), runId);
    rows += bars.size();
  }

  private static List<Bar> widen(List<Bar> bars, BarWidth width) {
    BarFold fold = new BarFold(width);
    bars.forEach(fold::add);
    return fold.bars();
  }
}
