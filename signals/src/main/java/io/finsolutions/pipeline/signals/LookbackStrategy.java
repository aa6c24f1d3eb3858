package io.finsolutions.pipeline.signals;

import io.finsolutions.pipeline.market.Bar;
import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Hands exactly the last bars to a rule, so that it cannot depend on any other. */
abstract class LookbackStrategy implements Strategy {

  /**
   * What a rule says of its bars.
   *
   * @param strength from -1, all that speaks for selling, to 1
   */
  record Verdict(
      Action action,
      BigDecimal strength,
      List<String> reasons,
      SortedMap<String, BigDecimal> inputs) {}

  /** Judges exactly {@link #lookback} bars. */
  abstract Verdict judgeWindow(List<Bar> window);

  @Override
  public final Signal judge(List<Bar> bars) {
    Bar last = bars.get(bars.size() - 1);
    if (bars.size() < lookback()) {
      String reason =
          "There are only %d of the %d bars that it looks at.".formatted(bars.size(), lookback());
      return signal(last, Action.HOLD, BigDecimal.ZERO, List.of(reason), new TreeMap<>());
    }
    List<Bar> window = bars.subList(bars.size() - lookback(), bars.size());
    requireOrder(window);
    Verdict verdict = judgeWindow(window);
    BigDecimal strength = verdict.strength().abs();
    // What speaks for an action speaks against doing nothing.
    BigDecimal confidence =
        verdict.action() == Action.HOLD ? BigDecimal.ONE.subtract(strength) : strength;
    return signal(
        last,
        verdict.action(),
        Figures.fraction(confidence, 2),
        verdict.reasons(),
        verdict.inputs());
  }

  private Signal signal(
      Bar last,
      Action action,
      BigDecimal confidence,
      List<String> reasons,
      SortedMap<String, BigDecimal> inputs) {
    return new Signal(
        last.product(), last.width(), last.end(), action, confidence, formula(), reasons, inputs);
  }

  private static void requireOrder(List<Bar> window) {
    Bar before = window.get(0);
    for (Bar bar : window.subList(1, window.size())) {
      if (!bar.product().equals(before.product())
          || bar.width() != before.width()
          || !bar.start().isAfter(before.start())) {
        throw new IllegalArgumentException(
            "the %s bar of %s at %s does not follow the %s bar of %s at %s"
                .formatted(
                    bar.width().label(),
                    bar.product(),
                    bar.start(),
                    before.width().label(),
                    before.product(),
                    before.start()));
      }
      before = bar;
    }
  }
}
