package io.finsolutions.pipeline.signals;

import io.finsolutions.pipeline.market.Bar;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Goes with the price where trend, momentum, relative strength and order flow agree, and listens to
 * them the more the more is traded.
 *
 * <p>Each of the four has a voice from -1 (sell) to 1 (buy). The score is their mean times the
 * volume ratio, which counts as half at least and as one and a half at most. From the threshold on
 * it is enough to act, unless relative strength says that the price has gone too far already.
 */
final class TrendAndVolume extends LookbackStrategy {
  static final String NAME = "trend-and-volume";
  static final int VERSION = 1;

  private static final MathContext PRECISION = MathContext.DECIMAL128;
  private static final BigDecimal VOICES = BigDecimal.valueOf(4);
  private static final BigDecimal QUIET = new BigDecimal("0.5");
  private static final BigDecimal BUSY = new BigDecimal("1.5");
  private static final BigDecimal MIDDLE_OF_RSI = BigDecimal.valueOf(50);
  private static final BigDecimal STRONG_RSI = BigDecimal.valueOf(25);
  private static final BigDecimal STRONG_FLOW = new BigDecimal("0.5");

  private final TrendAndVolumeParameters parameters;
  private final String formula;

  TrendAndVolume(TrendAndVolumeParameters parameters) {
    this.parameters = parameters;
    this.formula =
        Formula.of(NAME, VERSION, parameters.values(), TrendAndVolumeParameters.DEFAULT.values())
            .toString();
  }

  @Override
  public String formula() {
    return formula;
  }

  @Override
  public int lookback() {
    return parameters.lookback();
  }

  @Override
  Verdict judgeWindow(List<Bar> window) {
    TrendAndVolumeFigures figures = TrendAndVolumeFigures.of(window, parameters);
    BigDecimal score = score(figures);
    Action wanted = wanted(score);
    boolean tooFar = isTooFar(wanted, figures);
    List<String> reasons = new ArrayList<>();
    reasons.add(conclusion(score, wanted, tooFar, figures));
    reasons.addAll(new TrendAndVolumeReasons(parameters, Figures.priceDigits(window)).of(figures));
    return new Verdict(
        tooFar ? Action.HOLD : wanted, score, reasons, figures.inputs(parameters, score));
  }

  static BigDecimal score(TrendAndVolumeFigures figures) {
    BigDecimal rsi = figures.rsi().subtract(MIDDLE_OF_RSI).divide(STRONG_RSI, PRECISION);
    BigDecimal flow = figures.orderFlow().divide(STRONG_FLOW, PRECISION);
    BigDecimal mean =
        Figures.voice(figures.trend())
            .add(Figures.voice(figures.momentum()))
            .add(Figures.voice(rsi))
            .add(Figures.voice(flow))
            .divide(VOICES, PRECISION);
    BigDecimal volume = figures.volumeRatio().max(QUIET).min(BUSY);
    return Figures.fraction(Figures.voice(mean.multiply(volume, PRECISION)), 3);
  }

  private Action wanted(BigDecimal score) {
    if (score.abs().compareTo(parameters.threshold()) < 0) {
      return Action.HOLD;
    }
    return score.signum() > 0 ? Action.BUY : Action.SELL;
  }

  private boolean isTooFar(Action wanted, TrendAndVolumeFigures figures) {
    return switch (wanted) {
      case BUY -> figures.rsi().compareTo(parameters.overbought()) > 0;
      case SELL -> figures.rsi().compareTo(parameters.oversold()) < 0;
      case HOLD -> false;
    };
  }

  private String conclusion(
      BigDecimal score, Action wanted, boolean tooFar, TrendAndVolumeFigures figures) {
    String start = "The score is " + Figures.signed(score);
    String threshold = Figures.plain(parameters.threshold());
    return switch (wanted) {
      case HOLD -> start + ", within ±" + threshold + ": not enough to act.";
      case BUY ->
          tooFar
              ? "%s, but an RSI of %s is above %s: the price has risen too fast to follow it."
                  .formatted(
                      start, Figures.plain(figures.rsi()), Figures.plain(parameters.overbought()))
              : start + ", and " + threshold + " is enough to buy.";
      case SELL ->
          tooFar
              ? "%s, but an RSI of %s is below %s: the price has fallen too fast to follow it."
                  .formatted(
                      start, Figures.plain(figures.rsi()), Figures.plain(parameters.oversold()))
              : start + ", and -" + threshold + " is enough to sell.";
    };
  }
}
