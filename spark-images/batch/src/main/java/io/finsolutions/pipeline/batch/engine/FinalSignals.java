package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarFold;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.signals.Signal;
import io.finsolutions.pipeline.signals.Strategy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The signals at the ends of final bars: one for each bar of a width that is judged. A bar that has
 * changed is looked at by the signals of itself and of those behind it, as far as the strategy
 * looks back; these are judged again.
 */
final class FinalSignals {
  /**
   * Seconds are not judged. Their signals would take four times the room of the seconds themselves,
   * and final only when nobody could act on them any more.
   */
  static final List<BarWidth> WIDTHS =
      Arrays.stream(BarWidth.values()).filter(width -> width != BarWidth.SECOND).toList();

  private final FinalStep step;
  private final Strategy strategy;
  private final long runId;

  FinalSignals(FinalStep step, Strategy strategy, long runId) {
    this.step = step;
    this.strategy = strategy;
    this.runId = runId;
  }

  /** Replaces the signals that look at bars that a run has replaced; the bars are in place. */
  void replace(RunResult result) throws StoreException {
    Optional<Instant> handover = result.handover().at();
    if (handover.isEmpty()) {
      return;
    }
    for (BarWidth width : WIDTHS) {
      Instant finished = width.startOf(handover.get());
      for (TimeRange changed : changed(width, result.ranges(), finished)) {
        replace(width, changed, finished);
      }
    }
  }

  /** Ranges of bars that ranges touch; those that touch each other are one. */
  private static List<TimeRange> changed(BarWidth width, List<TimeRange> ranges, Instant finished) {
    List<TimeRange> changed = new ArrayList<>();
    for (TimeRange range : ranges) {
      Optional<TimeRange> touched = FinalBars.touched(width, range, finished);
      if (touched.isEmpty()) {
        continue;
      }
      int last = changed.size() - 1;
      if (last >= 0 && !changed.get(last).to().isBefore(touched.get().from())) {
        changed.set(last, new TimeRange(changed.get(last).from(), touched.get().to()));
      } else {
        changed.add(touched.get());
      }
    }
    return changed;
  }

  private void replace(BarWidth width, TimeRange changed, Instant finished) throws StoreException {
    int reach = strategy.lookback() - 1;
    List<Bar> before = barsBefore(width, changed.from(), reach);
    List<Bar> after =
        changed.to().isBefore(finished)
            ? barsFrom(width, new TimeRange(changed.to(), finished), reach)
            : List.of();
    List<Bar> bars = new ArrayList<>(before);
    bars.addAll(fold(width, step.finalBars(width.stored(), changed)));
    bars.addAll(after);
    List<Signal> signals = strategy.judgeFrom(before.size(), bars);
    Instant end = after.isEmpty() ? changed.to() : after.get(after.size() - 1).end();
    // A signal has the time of the end of its bar.
    TimeRange times =
        new TimeRange(changed.from().plus(width.duration()), end.plus(width.duration()));
    step.replaceSignals(width, times, strategy.formula(), signals, runId);
  }

  private List<Bar> barsBefore(BarWidth width, Instant start, int count) throws StoreException {
    List<Bar> bars =
        fold(width, step.lastFinalBars(width.stored(), start, count * storedBars(width)));
    // What comes before these may lack a part.
    return bars.subList(Math.max(0, bars.size() - count), bars.size());
  }

  private List<Bar> barsFrom(BarWidth width, TimeRange range, int count) throws StoreException {
    List<Bar> bars =
        fold(width, step.firstFinalBars(width.stored(), range, count * storedBars(width)));
    // What comes behind these may lack a part.
    return bars.subList(0, Math.min(count, bars.size()));
  }

  /** How many stored bars a bar is made of at most. */
  private static int storedBars(BarWidth width) {
    return Math.toIntExact(width.duration().dividedBy(width.stored().duration()));
  }

  private static List<Bar> fold(BarWidth width, List<Bar> stored) {
    if (width == width.stored()) {
      return stored;
    }
    BarFold fold = new BarFold(width);
    stored.forEach(fold::add);
    return fold.bars();
  }
}
