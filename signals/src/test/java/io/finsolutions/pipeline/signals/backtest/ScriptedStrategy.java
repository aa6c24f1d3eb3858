package io.finsolutions.pipeline.signals.backtest;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.signals.Action;
import io.finsolutions.pipeline.signals.Signal;
import io.finsolutions.pipeline.signals.Strategy;
import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/** Does by the last bar what a test says. */
record ScriptedStrategy(Function<Bar, Action> script) implements Strategy {
  @Override
  public String formula() {
    return "scripted/1";
  }

  @Override
  public int lookback() {
    return 1;
  }

  @Override
  public Signal judge(List<Bar> bars) {
    Bar last = bars.get(bars.size() - 1);
    return new Signal(
        last.product(),
        last.width(),
        last.end(),
        script.apply(last),
        BigDecimal.ONE,
        formula(),
        List.of(),
        new TreeMap<>());
  }
}
