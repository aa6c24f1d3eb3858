package io.finsolutions.pipeline.signals;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What can be chosen of {@link TrendAndVolume}. Spans are counts of bars.
 *
 * @param fast span of the fast average, below {@code slow}
 * @param slow span of the slow average
 * @param move span of the average move of a bar, by which changes of price are measured
 * @param rsi span of the relative strength index
 * @param change over how many bars the change of price is taken
 * @param flow over how many bars buys are held against sells
 * @param volume how many bars before those tell what volume is usual
 * @param threshold the least score that is enough to act, above 0 and below 1
 * @param overbought relative strength above which nothing is bought, from 50 to 100; nothing is
 *     sold below its mirror at 50
 */
record TrendAndVolumeParameters(
    int fast,
    int slow,
    int move,
    int rsi,
    int change,
    int flow,
    int volume,
    BigDecimal threshold,
    BigDecimal overbought) {
  static final TrendAndVolumeParameters DEFAULT =
      new TrendAndVolumeParameters(
          8, 21, 14, 14, 10, 5, 20, new BigDecimal("0.4"), new BigDecimal("75"));

  TrendAndVolumeParameters {
    Parameters.requireSpan("fast", fast);
    Parameters.requireSpan("slow", slow);
    Parameters.requireSpan("move", move);
    Parameters.requireSpan("rsi", rsi);
    Parameters.requireSpan("change", change);
    Parameters.requireSpan("flow", flow);
    Parameters.requireSpan("volume", volume);
    if (fast >= slow) {
      throw new IllegalArgumentException("fast=" + fast + " is not below slow=" + slow);
    }
    if (threshold.signum() <= 0 || threshold.compareTo(BigDecimal.ONE) >= 0) {
      throw new IllegalArgumentException(
          "threshold=" + Figures.plain(threshold) + " is not above 0 and below 1");
    }
    Parameters.requireBetween("overbought", overbought, 50, 100);
  }

  static TrendAndVolumeParameters of(Map<String, BigDecimal> values) {
    return new TrendAndVolumeParameters(
        Parameters.whole("fast", values),
        Parameters.whole("slow", values),
        Parameters.whole("move", values),
        Parameters.whole("rsi", values),
        Parameters.whole("change", values),
        Parameters.whole("flow", values),
        Parameters.whole("volume", values),
        values.get("threshold"),
        values.get("overbought"));
  }

  /** All of them by the names that they have in a formula. */
  Map<String, BigDecimal> values() {
    Map<String, BigDecimal> values = new LinkedHashMap<>();
    values.put("fast", BigDecimal.valueOf(fast));
    values.put("slow", BigDecimal.valueOf(slow));
    values.put("move", BigDecimal.valueOf(move));
    values.put("rsi", BigDecimal.valueOf(rsi));
    values.put("change", BigDecimal.valueOf(change));
    values.put("flow", BigDecimal.valueOf(flow));
    values.put("volume", BigDecimal.valueOf(volume));
    values.put("threshold", threshold);
    values.put("overbought", overbought);
    return values;
  }

  /**
   * Averages that forget slowly begin at the first of these bars: twice their span, or three times
   * that of Wilder's, leaves that bar a weight of a few hundredths.
   */
  int lookback() {
    return Math.max(
        Math.max(2 * slow, 3 * Math.max(move, rsi)), Math.max(change + 1, flow + volume));
  }

  BigDecimal oversold() {
    return BigDecimal.valueOf(100).subtract(overbought);
  }
}
