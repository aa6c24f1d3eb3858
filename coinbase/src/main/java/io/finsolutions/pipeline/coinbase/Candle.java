package io.finsolutions.pipeline.coinbase;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;

/**
 * What the exchange itself says about one minute: a check of our own bars, not a source of them.
 *
 * @param start first instant of the minute
 * @param open price of the first trade
 * @param high highest price
 * @param low lowest price
 * @param close price of the last trade
 * @param baseVolume units of base currency that changed hands
 */
public record Candle(
    Instant start,
    BigDecimal open,
    BigDecimal high,
    BigDecimal low,
    BigDecimal close,
    BigDecimal baseVolume) {
  /** Checks that every part is there. */
  public Candle {
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(open, "open");
    Objects.requireNonNull(high, "high");
    Objects.requireNonNull(low, "low");
    Objects.requireNonNull(close, "close");
    Objects.requireNonNull(baseVolume, "baseVolume");
  }
}
