package io.finsolutions.pipeline.exchange.tape;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What a recording of bars says of one second.
 *
 * @param start the second's beginning
 * @param open price of the first trade, above zero
 * @param high highest price
 * @param low lowest price
 * @param close price of the last trade
 * @param volume sum of the sizes, above zero
 */
public record RecordedBar(
    Instant start,
    BigDecimal open,
    BigDecimal high,
    BigDecimal low,
    BigDecimal close,
    BigDecimal volume) {
  /** Checks that such a second can have been. */
  public RecordedBar {
    if (start.getNano() != 0) {
      throw new IllegalArgumentException("bar of " + start + " does not start on a second");
    }
    if (low.signum() <= 0 || volume.signum() <= 0) {
      throw new IllegalArgumentException(
          "bar of " + start + " has the low " + low + " and the volume " + volume);
    }
    if (low.compareTo(open.min(close)) > 0 || high.compareTo(open.max(close)) < 0) {
      throw new IllegalArgumentException(
          "bar of " + start + " opens or closes outside of " + low + " to " + high);
    }
  }
}
