package io.finsolutions.pipeline.signals.backtest;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * What has come of one unit of quote currency.
 *
 * @param roundTrips what was bought and sold again, ascending
 * @param worth what it was worth at the end of each bar; at the last one after selling all
 * @param fees what the exchange has kept, in quote currency
 * @param exposure the part of the bars through whose end it was invested
 */
public record Outcome(
    List<RoundTrip> roundTrips, List<BigDecimal> worth, BigDecimal fees, BigDecimal exposure) {
  /** What was won, as a part of what was there in the beginning; lost if below zero. */
  public BigDecimal gain() {
    return worth.get(worth.size() - 1).subtract(BigDecimal.ONE);
  }

  /** How many round trips gained something. */
  public long gained() {
    return roundTrips.stream().filter(RoundTrip::gained).count();
  }

  /**
   * The largest fall from the highest worth so far, as a part of it: what somebody lost who began
   * at the worst moment and stopped at the worst.
   */
  public BigDecimal drawdown() {
    BigDecimal highest = BigDecimal.ONE;
    BigDecimal largest = BigDecimal.ZERO;
    for (BigDecimal value : worth) {
      highest = highest.max(value);
      largest = largest.max(highest.subtract(value).divide(highest, MathContext.DECIMAL128));
    }
    return largest;
  }
}
