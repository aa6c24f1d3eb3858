package io.finsolutions.pipeline.streaming.engine;

import io.finsolutions.pipeline.market.TradeIds;
import java.util.concurrent.ExecutionException;

/**
 * What was read since the step before, and what the counter knew at its end.
 *
 * @param work the records
 * @param nextOffset the first offset behind them
 * @param seen ids of all trades counted up to there
 */
public record Step(
    PartitionId partition,
    long generation,
    PendingWork work,
    long nextOffset,
    TradeIds seen,
    long forgottenBelow) {

  /**
   * Keeps what cannot be counted, and then moves rows and fence: a record that the fence has passed
   * is never read again.
   *
   * @throws ExecutionException if a record could not be kept; nothing was committed then
   * @throws FencedException if another driver has taken over; nothing was committed then
   * @throws StoreException if the outcome is unknown
   */
  public Committed commit(DeadLetters deadLetters, SpeedStore store)
      throws InterruptedException, ExecutionException, FencedException, StoreException {
    if (!work.rejects.isEmpty()) {
      deadLetters.keep(work.rejects);
    }
    return store.commit(
        new SpeedCommit(
            partition,
            generation,
            work.fromOffset,
            nextOffset,
            seen,
            forgottenBelow,
            work.fold.bars(),
            work.late));
  }
}
