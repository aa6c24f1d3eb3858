package io.finsolutions.pipeline.signals;

import io.finsolutions.pipeline.market.Bar;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.EMAIndicator;
import org.ta4j.core.indicators.ROCIndicator;
import org.ta4j.core.indicators.RSIIndicator;

/**
 * What {@link TrendAndVolume} knows of its bars, rounded. It decides by these alone, so that who
 * reads them can follow it to the last digit.
 *
 * @param close the last price
 * @param fast the fast average of the closes
 * @param slow the slow average of the closes
 * @param move how far the price goes within a bar, on average
 * @param trend by how many moves the fast average is above the slow one
 * @param rsi relative strength index: 0 if the closes only fell, 100 if they only rose
 * @param change by how many percent the price has changed
 * @param momentum the same change in parts of what a price that knows no direction would do
 * @param orderFlow (bought − sold) ÷ volume, from -1 to 1
 * @param volumeRatio the volume of a bar now in parts of what was usual before
 */
record TrendAndVolumeFigures(
    BigDecimal close,
    BigDecimal fast,
    BigDecimal slow,
    BigDecimal move,
    BigDecimal trend,
    BigDecimal rsi,
    BigDecimal change,
    BigDecimal momentum,
    BigDecimal orderFlow,
    BigDecimal volumeRatio) {
  private static final MathContext PRECISION = MathContext.DECIMAL128;
  private static final BigDecimal NO_DIRECTION = BigDecimal.valueOf(50);

  static TrendAndVolumeFigures of(List<Bar> window, TrendAndVolumeParameters parameters) {
    TechnicalSeries series = new TechnicalSeries(window);
    BigDecimal fast = series.last(new EMAIndicator(series.closes(), parameters.fast()));
    BigDecimal slow = series.last(new EMAIndicator(series.closes(), parameters.slow()));
    BigDecimal move = series.last(new ATRIndicator(series.bars(), parameters.move()));
    BigDecimal close = window.get(window.size() - 1).close();
    BigDecimal closeBefore = window.get(window.size() - 1 - parameters.change()).close();
    // A price without direction goes as far as the root of the number of its steps.
    BigDecimal usualChange =
        move.multiply(BigDecimal.valueOf(parameters.change()).sqrt(PRECISION), PRECISION);
    return new TrendAndVolumeFigures(
        close,
        Figures.price(fast),
        Figures.price(slow),
        Figures.price(move),
        Figures.fraction(ratio(fast.subtract(slow), move), 3),
        Figures.fraction(relativeStrength(window, series, parameters.rsi()), 2),
        Figures.fraction(series.last(new ROCIndicator(series.closes(), parameters.change())), 3),
        Figures.fraction(ratio(close.subtract(closeBefore), usualChange), 3),
        Figures.fraction(orderFlow(last(window, parameters.flow())), 3),
        Figures.fraction(volumeRatio(window, parameters.flow(), parameters.volume()), 2));
  }

  /** What is stored with a signal, by name. */
  SortedMap<String, BigDecimal> inputs(TrendAndVolumeParameters parameters, BigDecimal score) {
    SortedMap<String, BigDecimal> inputs = new TreeMap<>();
    inputs.put("close", close);
    inputs.put("ema_" + parameters.fast(), fast);
    inputs.put("ema_" + parameters.slow(), slow);
    inputs.put("atr_" + parameters.move(), move);
    inputs.put("trend", trend);
    inputs.put("rsi_" + parameters.rsi(), rsi);
    inputs.put("change_" + parameters.change(), change);
    inputs.put("momentum", momentum);
    inputs.put("order_flow_" + parameters.flow(), orderFlow);
    inputs.put("volume_ratio_" + parameters.volume(), volumeRatio);
    inputs.put("score", score);
    return inputs;
  }

  private static BigDecimal relativeStrength(List<Bar> window, TechnicalSeries series, int span) {
    // ta4j says 0, as if the price had only fallen.
    boolean hasMoved = window.stream().map(Bar::close).distinct().count() > 1;
    return hasMoved ? series.last(new RSIIndicator(series.closes(), span)) : NO_DIRECTION;
  }

  private static BigDecimal orderFlow(List<Bar> bars) {
    BigDecimal bought = sum(bars, Bar::buyVolume);
    BigDecimal sold = sum(bars, Bar::sellVolume);
    return ratio(bought.subtract(sold), bought.add(sold));
  }

  private static BigDecimal volumeRatio(List<Bar> window, int now, int before) {
    List<Bar> latest = last(window, now);
    List<Bar> usual = last(window.subList(0, window.size() - now), before);
    return ratio(
        sum(latest, Bar::baseVolume).multiply(BigDecimal.valueOf(before)),
        sum(usual, Bar::baseVolume).multiply(BigDecimal.valueOf(now)));
  }

  private static List<Bar> last(List<Bar> bars, int count) {
    return bars.subList(bars.size() - count, bars.size());
  }

  private static BigDecimal sum(List<Bar> bars, Function<Bar, BigDecimal> figure) {
    return bars.stream().map(figure).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Nothing in parts of nothing is nothing. */
  private static BigDecimal ratio(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0 ? BigDecimal.ZERO : part.divide(whole, PRECISION);
  }
}
