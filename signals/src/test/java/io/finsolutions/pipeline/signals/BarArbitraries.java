package io.finsolutions.pipeline.signals;

import io.finsolutions.pipeline.market.Bar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Minutes of a price that goes anywhere, some of them without a trade. */
public final class BarArbitraries {
  private record Step(int gap, int up, int down, int place, int bought, int sold) {}

  private BarArbitraries() {}

  /** So many bars that every strategy of the tests judges the last ones, and some more. */
  public static Arbitrary<List<Bar>> many() {
    return minutes(50, 130);
  }

  public static Arbitrary<List<Bar>> minutes(int least, int most) {
    Arbitrary<BigDecimal> units =
        Arbitraries.of("0.00000001", "0.01", "1", "1000").map(BigDecimal::new);
    return Combinators.combine(units, steps().list().ofMinSize(least).ofMaxSize(most))
        .as(BarArbitraries::walk)
        // They are nearly all of the shortest lists there are, of the same bar.
        .withoutEdgeCases();
  }

  private static Arbitrary<Step> steps() {
    return Combinators.combine(
            Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.just(1)),
                Tuple.of(1, Arbitraries.integers().between(2, 5_000))),
            Arbitraries.integers().between(0, 40),
            Arbitraries.integers().between(0, 40),
            Arbitraries.integers().between(0, 100),
            Arbitraries.integers().between(1, 1_000),
            Arbitraries.integers().between(1, 1_000))
        .as(Step::new);
  }

  /** Each bar begins where the one before ended; its price never falls below one unit. */
  private static List<Bar> walk(BigDecimal unit, List<Step> steps) {
    List<Bar> bars = new ArrayList<>();
    int index = 0;
    int price = 1_000;
    for (Step step : steps) {
      index += step.gap();
      int low = Math.max(1, price - step.down());
      int high = price + step.up();
      int close = low + (high - low) * step.place() / 100;
      bars.add(
          TestBars.minute(
              index,
              unit.multiply(BigDecimal.valueOf(price)),
              unit.multiply(BigDecimal.valueOf(high)),
              unit.multiply(BigDecimal.valueOf(low)),
              unit.multiply(BigDecimal.valueOf(close)),
              BigDecimal.valueOf(step.bought(), 3),
              BigDecimal.valueOf(step.sold(), 3)));
      price = close;
    }
    return bars;
  }
}
