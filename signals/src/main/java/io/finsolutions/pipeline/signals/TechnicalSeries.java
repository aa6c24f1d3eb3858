package io.finsolutions.pipeline.signals;

import io.finsolutions.pipeline.market.Bar;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBar;
import org.ta4j.core.BaseBarSeries;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.num.DecimalNum;
import org.ta4j.core.num.Num;

/** Bars as the indicators of ta4j take them. All of it is in decimals. */
final class TechnicalSeries {
  /**
   * Digits that everything is computed with, all that a bar can have. Left to itself, ta4j computes
   * with the digits of the number that it is given: a price of 100 would be good for three.
   */
  private static final int PRECISION = 38;

  private final BarSeries series;

  TechnicalSeries(List<Bar> bars) {
    series =
        new BaseBarSeries(
            "", bars.stream().map(TechnicalSeries::convert).toList(), number(BigDecimal.ZERO));
  }

  BarSeries bars() {
    return series;
  }

  Indicator<Num> closes() {
    return new ClosePriceIndicator(series);
  }

  /** What an indicator says at the last bar. */
  BigDecimal last(Indicator<Num> indicator) {
    return indicator.getValue(series.getEndIndex()).bigDecimalValue();
  }

  private static org.ta4j.core.Bar convert(Bar bar) {
    return new BaseBar(
        bar.width().duration(),
        bar.end().atZone(ZoneOffset.UTC),
        number(bar.open()),
        number(bar.high()),
        number(bar.low()),
        number(bar.close()),
        number(bar.baseVolume()),
        number(bar.quoteVolume()),
        bar.trades());
  }

  private static Num number(BigDecimal value) {
    return DecimalNum.valueOf(value, PRECISION);
  }
}
