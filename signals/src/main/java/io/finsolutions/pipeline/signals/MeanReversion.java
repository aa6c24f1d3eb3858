package io.finsolutions.pipeline.signals;

import io.finsolutions.pipeline.market.Bar;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ta4j.core.indicators.SMAIndicator;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;

/**
 * Goes against the price where it has left its Bollinger bands: expects it to come back to its
 * mean. At a band the strength is a half, at twice the distance it is 1.
 */
final class MeanReversion extends LookbackStrategy {
  static final String NAME = "mean-reversion";
  static final int VERSION = 1;

  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private final MeanReversionParameters parameters;
  private final String formula;

  MeanReversion(MeanReversionParameters parameters) {
    this.parameters = parameters;
    this.formula =
        Formula.of(NAME, VERSION, parameters.values(), MeanReversionParameters.DEFAULT.values())
            .toString();
  }

  @Override
  public String formula() {
    return formula;
  }

  @Override
  public int lookback() {
    return parameters.span();
  }

  @Override
  Verdict judgeWindow(List<Bar> window) {
    TechnicalSeries series = new TechnicalSeries(window);
    BigDecimal mean = series.last(new SMAIndicator(series.closes(), parameters.span()));
    BigDecimal deviation =
        series.last(new StandardDeviationIndicator(series.closes(), parameters.span()));
    BigDecimal close = window.get(window.size() - 1).close();
    BigDecimal distance =
        deviation.signum() == 0
            ? BigDecimal.ZERO
            : Figures.fraction(close.subtract(mean).divide(deviation, MathContext.DECIMAL128), 2);
    BigDecimal reach = parameters.width().multiply(deviation);
    SortedMap<String, BigDecimal> inputs = new TreeMap<>();
    inputs.put("close", close);
    inputs.put("middle_" + parameters.span(), Figures.price(mean));
    inputs.put("lower_" + parameters.span(), Figures.price(mean.subtract(reach)));
    inputs.put("upper_" + parameters.span(), Figures.price(mean.add(reach)));
    inputs.put("distance", distance);
    Action action = action(distance);
    BigDecimal strength =
        Figures.voice(
            distance.negate().divide(parameters.width().multiply(TWO), MathContext.DECIMAL128));
    return new Verdict(
        action, strength, List.of(reason(action, inputs, Figures.priceDigits(window))), inputs);
  }

  private Action action(BigDecimal distance) {
    if (distance.abs().compareTo(parameters.width()) < 0) {
      return Action.HOLD;
    }
    return distance.signum() > 0 ? Action.SELL : Action.BUY;
  }

  private String reason(Action action, SortedMap<String, BigDecimal> inputs, int priceDigits) {
    BigDecimal distance = inputs.get("distance");
    String where =
        "The price, %s, is %s standard deviations %s its mean over %d bars, %s"
            .formatted(
                Figures.plain(inputs.get("close")),
                Figures.plain(distance.abs()),
                distance.signum() < 0 ? "below" : "above",
                parameters.span(),
                Figures.pricePlain(inputs.get("middle_" + parameters.span()), priceDigits));
    String width = Figures.plain(parameters.width());
    return switch (action) {
      case HOLD -> where + ": within " + width + ", not enough to act.";
      case BUY -> where + ": from " + width + " on it is expected to rise again.";
      case SELL -> where + ": from " + width + " on it is expected to fall again.";
    };
  }
}
