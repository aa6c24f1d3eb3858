package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.signals.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A step of the store under way: everything in it comes to pass, or nothing. */
public interface FinalStep extends BarReader {
  /** Where the hand-over stands; it stays there until the step is over, but for this step. */
  Optional<Instant> lockHandover() throws StoreException;

  /** Makes place for bars that start in a range. */
  void makePlace(TimeRange range) throws StoreException;

  /**
   * Replaces the final bars that start in a range, each of which is complete or not. Rows that say
   * the same as before are not written again.
   *
   * @param bars by start
   * @return how many rows were written
   */
  long replaceBars(
      BarWidth width, TimeRange range, List<Bar> bars, Predicate<Bar> complete, long runId)
      throws StoreException;

  /** The last final bars of a stored width that start before an instant, by start. */
  List<Bar> lastFinalBars(BarWidth width, Instant before, int limit) throws StoreException;

  /** The first final bars of a stored width that start in a range, by start. */
  List<Bar> firstFinalBars(BarWidth width, TimeRange range, int limit) throws StoreException;

  /** Replaces the signals that a formula has given at times in a range by bars of a width. */
  void replaceSignals(
      BarWidth width, TimeRange range, String formula, List<Signal> signals, long runId)
      throws StoreException;

  /** Replaces the holes that rows are final without. */
  void replaceMissingIds(List<Hole> holes, long runId) throws StoreException;

  /** Moves the hand-over. */
  void moveHandover(Handover handover, long runId) throws StoreException;

  /** Takes out the speed layer's seconds that start before an instant. */
  void deleteSpeedSecondsBefore(Instant start) throws StoreException;

  /**
   * Writes down what a run has done.
   *
   * @param rows how many final bars it has put in place
   */
  void finish(long runId, RunResult result, long rows) throws StoreException;
}
