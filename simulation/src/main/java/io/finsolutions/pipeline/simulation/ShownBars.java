package io.finsolutions.pipeline.simulation;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.signals.Action;
import io.finsolutions.pipeline.signals.Signal;
import io.finsolutions.pipeline.signals.Strategy;
import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;

/**
 * A strategy that says which bars it was shown: whatever trade comes into one of them, the signal
 * is another one. It judges nothing, and so takes no time.
 */
record ShownBars() implements Strategy {
  private static final int LOOKBACK = 4;

  @Override
  public String formula() {
    return "shown-bars/1";
  }

  @Override
  public int lookback() {
    return LOOKBACK;
  }

  @Override
  public Signal judge(List<Bar> bars) {
    List<Bar> shown = bars.subList(Math.max(0, bars.size() - LOOKBACK), bars.size());
    Bar last = bars.get(bars.size() - 1);
    TreeMap<String, BigDecimal> inputs = new TreeMap<>();
    inputs.put("bars", BigDecimal.valueOf(shown.size()));
    inputs.put(
        "prices", shown.stream().map(Bar::priceSum).reduce(BigDecimal.ZERO, BigDecimal::add));
    return new Signal(
        last.product(),
        last.width(),
        last.end(),
        Action.HOLD,
        BigDecimal.ZERO,
        formula(),
        List.of(),
        inputs);
  }
}
