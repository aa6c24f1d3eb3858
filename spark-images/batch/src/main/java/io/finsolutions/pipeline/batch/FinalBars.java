package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarFold;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.TradingPair;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The final bars of all widths. */
final class FinalBars {
  private final BarTable seconds;
  private final BarTable minutes;
  private final BarTable hours;
  private final BarTable days;
  private final long runId;
  private long rows;

  FinalBars(Connection connection, TradingPair product, long runId) {
    this.seconds = BarTable.ofBatch(connection, product, BarWidth.SECOND);
    this.minutes = BarTable.ofBatch(connection, product, BarWidth.MINUTE);
    this.hours = BarTable.ofBatch(connection, product, BarWidth.HOUR);
    this.days = BarTable.ofBatch(connection, product, BarWidth.DAY);
    this.runId = runId;
  }

  /**
   * Replaces the bars that a run has found anew, and the coarser ones that they are part of.
   *
   * @return how many rows were written
   */
  long replace(RunResult result) throws SQLException {
    DoubtfulTimes doubtful = new DoubtfulTimes(result.holes());
    for (TimeRange range : result.ranges()) {
      List<Bar> bars =
          result.seconds().stream().filter(bar -> range.contains(bar.start())).toList();
      write(seconds, range, bars, doubtful);
      write(minutes, range, widen(bars, BarWidth.MINUTE), doubtful);
    }
    for (TimeRange range : result.ranges()) {
      rollUp(minutes, hours, range, result.handover(), doubtful);
    }
    for (TimeRange range : result.ranges()) {
      rollUp(hours, days, range, result.handover(), doubtful);
    }
    return rows;
  }

  /** Makes anew the coarse bars that a range touches and that lie wholly before the hand-over. */
  private void rollUp(
      BarTable finer, BarTable coarser, TimeRange range, Handover handover, DoubtfulTimes doubtful)
      throws SQLException {
    BarWidth width = coarser.width();
    Instant from = width.startOf(range.from());
    Instant lastTouched = width.startOf(range.to().minusNanos(1)).plus(width.duration());
    Instant finished = width.startOf(handover.at().orElse(range.to()));
    Instant to = lastTouched.isBefore(finished) ? lastTouched : finished;
    if (from.isBefore(to)) {
      TimeRange whole = new TimeRange(from, to);
      write(coarser, whole, widen(finer.read(whole), width), doubtful);
    }
  }

  private void write(BarTable table, TimeRange range, List<Bar> bars, DoubtfulTimes doubtful)
      throws SQLException {
    table.delete(range);
    table.insert(bars, bar -> !doubtful.touch(bar), runId);
    rows += bars.size();
  }

  private static List<Bar> widen(List<Bar> bars, BarWidth width) {
    BarFold fold = new BarFold(width);
    bars.forEach(fold::add);
    return fold.bars();
  }
}
