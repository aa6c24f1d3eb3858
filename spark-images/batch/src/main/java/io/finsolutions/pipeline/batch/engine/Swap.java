package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.signals.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Puts the result of a run in place, in one step of the store: the bars of all widths, the signals
 * at their ends, the missing ids, the differences, the hand-over and the record of the run.
 */
final class Swap {
  private static final Duration SPEED_ROWS_KEPT = Duration.ofDays(1);

  private final FinalStep step;
  private final Strategy strategy;
  private final long runId;

  Swap(FinalStep step, Strategy strategy, long runId) {
    this.step = step;
    this.strategy = strategy;
    this.runId = runId;
  }

  /**
   * Puts a result in place.
   *
   * @param before where the product stood when the run began
   * @return how many rows were written
   * @throws FailedException if the product does not stand there any more; the step must not come to
   *     pass then
   */
  long apply(RunResult result, Handover before) throws StoreException {
    Optional<Instant> now = step.lockHandover();
    if (!now.equals(before.at())) {
      throw new FailedException(
          "the hand-over has moved from %s to %s during the run".formatted(before.at(), now));
    }
    step.replaceMissingIds(result.holes(), runId);
    for (TimeRange range : result.ranges()) {
      step.makePlace(range);
    }
    long rows = new FinalBars(step, runId).replace(result);
    new FinalSignals(step, strategy, runId).replace(result);
    step.moveHandover(result.handover(), runId);
    Optional<Instant> at = result.handover().at();
    if (at.isPresent()) {
      step.deleteSpeedSecondsBefore(at.get().minus(SPEED_ROWS_KEPT));
    }
    step.finish(runId, result, rows);
    return rows;
  }
}
