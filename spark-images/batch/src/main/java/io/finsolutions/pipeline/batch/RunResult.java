package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.IdRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a run has found, before it is put in place.
 *
 * @param newRange what becomes final; empty if nothing does
 * @param foldedAgain ranges before the hand-over that are replaced
 * @param seconds all seconds of both, by start
 * @param idsRead the span of the trade ids that the run has read; empty if it read none
 * @param holes all holes in that span that touch what is final after the run
 * @param trades trades counted
 * @param duplicates records that repeated a trade
 * @param handover where the product stands after the run
 * @param speedDifferences where the speed rows of the new range differ
 * @param candleDifferences where the exchange's minutes of the new range differ; empty if not
 *     compared
 */
record RunResult(
    Optional<TimeRange> newRange,
    List<TimeRange> foldedAgain,
    List<Bar> seconds,
    Optional<IdRange> idsRead,
    List<Hole> holes,
    long trades,
    long duplicates,
    Handover handover,
    List<Difference> speedDifferences,
    Optional<List<Difference>> candleDifferences) {

  /** All ranges whose rows are replaced, ascending. */
  List<TimeRange> ranges() {
    List<TimeRange> ranges = new ArrayList<>(foldedAgain);
    newRange.ifPresent(ranges::add);
    return ranges;
  }
}
