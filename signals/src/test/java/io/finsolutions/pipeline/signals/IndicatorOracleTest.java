package io.finsolutions.pipeline.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.finsolutions.pipeline.market.Bar;
import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The inputs by the definitions of the indicators, written apart from them, in plain loops. */
class IndicatorOracleTest {
  private static final int LOOKBACK = 42;

  @Property(tries = 100)
  void theInputsAreWhatTheDefinitionsSay(@ForAll("manyMinutes") List<Bar> all) {
    List<Bar> bars = all.subList(all.size() - LOOKBACK, all.size());
    double[] closes = bars.stream().mapToDouble(bar -> bar.close().doubleValue()).toArray();

    SortedMap<String, BigDecimal> inputs = Strategies.of("trend-and-volume").judge(all).inputs();

    double last = closes[LOOKBACK - 1];
    double move = wilder(14, trueRanges(bars));
    assertPrice(inputs.get("ema_8"), exponential(8, closes));
    assertPrice(inputs.get("ema_21"), exponential(21, closes));
    assertPrice(inputs.get("atr_14"), move);
    assertClose(inputs.get("rsi_14"), relativeStrength(14, closes), 0.00501);
    assertClose(inputs.get("change_10"), 100 * (last / closes[LOOKBACK - 11] - 1), 0.000501);
    assertClose(
        inputs.get("trend"),
        move == 0 ? 0 : (exponential(8, closes) - exponential(21, closes)) / move,
        0.000501);
    assertClose(
        inputs.get("momentum"),
        move == 0 ? 0 : (last - closes[LOOKBACK - 11]) / move / Math.sqrt(10),
        0.000501);
    double bought = sum(bars, LOOKBACK - 5, LOOKBACK, Bar::buyVolume);
    double sold = sum(bars, LOOKBACK - 5, LOOKBACK, Bar::sellVolume);
    double before = sum(bars, LOOKBACK - 25, LOOKBACK - 5, Bar::baseVolume);
    assertClose(inputs.get("order_flow_5"), (bought - sold) / (bought + sold), 0.000501);
    assertClose(inputs.get("volume_ratio_20"), (bought + sold) / 5 / (before / 20), 0.00501);
  }

  @Provide
  Arbitrary<List<Bar>> manyMinutes() {
    return BarArbitraries.many();
  }

  private static double exponential(int span, double[] values) {
    return smooth(2.0 / (span + 1), values);
  }

  private static double wilder(int span, double[] values) {
    return smooth(1.0 / span, values);
  }

  private static double smooth(double weight, double[] values) {
    double average = values[0];
    for (int i = 1; i < values.length; i++) {
      average = weight * values[i] + (1 - weight) * average;
    }
    return average;
  }

  private static double[] trueRanges(List<Bar> bars) {
    double[] ranges = new double[bars.size()];
    for (int i = 0; i < ranges.length; i++) {
      double high = bars.get(i).high().doubleValue();
      double low = bars.get(i).low().doubleValue();
      double before = i == 0 ? low : bars.get(i - 1).close().doubleValue();
      ranges[i] = Math.max(high, before) - Math.min(low, before);
    }
    return ranges;
  }

  private static double relativeStrength(int span, double[] closes) {
    double[] gains = new double[closes.length];
    double[] losses = new double[closes.length];
    for (int i = 1; i < closes.length; i++) {
      gains[i] = Math.max(0, closes[i] - closes[i - 1]);
      losses[i] = Math.max(0, closes[i - 1] - closes[i]);
    }
    double gain = wilder(span, gains);
    double loss = wilder(span, losses);
    return gain + loss == 0 ? 50 : 100 * gain / (gain + loss);
  }

  private interface Volume {
    BigDecimal of(Bar bar);
  }

  private static double sum(List<Bar> bars, int from, int to, Volume volume) {
    return bars.subList(from, to).stream().mapToDouble(bar -> volume.of(bar).doubleValue()).sum();
  }

  private static void assertPrice(BigDecimal actual, double expected) {
    assertClose(actual, expected, expected * 1e-7);
  }

  private static void assertClose(BigDecimal actual, double expected, double tolerance) {
    assertThat(actual.doubleValue()).isCloseTo(expected, within(tolerance));
  }
}
