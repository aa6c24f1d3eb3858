package io.finsolutions.pipeline.signals.backtest;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.signals.Action;
import io.finsolutions.pipeline.signals.Signal;
import java.time.Instant;
import java.util.List;

/**
 * What has come of a strategy, and of doing nothing.
 *
 * @param from when it was judged first
 * @param signals all that was judged, ascending; nobody could act on the last one
 * @param strategy what came of following them
 * @param hold what came of buying at the first moment and holding
 * @param bars the bars that could be acted in, ascending
 */
public record BacktestResult(
    Instant from, List<Signal> signals, Outcome strategy, Outcome hold, List<Bar> bars) {
  /** How often something was suggested. */
  public long count(Action action) {
    return signals.stream().filter(signal -> signal.action() == action).count();
  }
}
