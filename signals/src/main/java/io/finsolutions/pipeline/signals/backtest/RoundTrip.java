package io.finsolutions.pipeline.signals.backtest;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;

/**
 * Something bought and sold again.
 *
 * @param boughtAt the start of the bar at whose open it was bought
 * @param boughtFor the price
 * @param soldAt the start of the bar at whose open it was sold, or the end of the last bar if it
 *     was never sold
 * @param soldFor the price; if it was never sold, the last one there is
 * @param fee what the exchange keeps of each fill, as a part of it
 * @param open whether it was never sold
 */
public record RoundTrip(
    Instant boughtAt,
    BigDecimal boughtFor,
    Instant soldAt,
    BigDecimal soldFor,
    BigDecimal fee,
    boolean open) {
  /** What came of it, as a part of what was paid; after the fees of both fills. */
  public BigDecimal gain() {
    BigDecimal kept = BigDecimal.ONE.subtract(fee);
    return soldFor
        .divide(boughtFor, MathContext.DECIMAL128)
        .multiply(kept.multiply(kept))
        .subtract(BigDecimal.ONE);
  }

  /** Whether more came out than went in. */
  public boolean gained() {
    return gain().signum() > 0;
  }
}
