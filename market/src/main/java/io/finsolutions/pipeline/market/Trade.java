package io.finsolutions.pipeline.market;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Objects;

/**
 * One trade as the exchange printed it. Two trades with the same product and trade id are the same
 * trade.
 *
 * @param product the pair that was traded
 * @param tradeId the exchange's number of the trade, above zero; counts up by one per product
 * @param time when it was executed, in whole microseconds (finer digits are cut), after 1970 began
 *     and before the year 10000
 * @param price quote currency for one unit of base currency, above zero
 * @param size units of base currency that changed hands, above zero
 * @param makerSide the side of the party whose order was resting in the book. The exchange
 *     publishes this side; see {@link #takerSide()} for the side that statistics speak of
 */
public record Trade(
    TradingPair product,
    long tradeId,
    Instant time,
    BigDecimal price,
    BigDecimal size,
    Side makerSide)
    implements Serializable {

  /** Fraction digits that a price or a size may have. */
  public static final int MAX_FRACTION_DIGITS = 18;

  /** Digits before the point that a price or a size may have. */
  public static final int MAX_INTEGER_DIGITS = 20;

  // From here on a time has more than four digits for the year, which its JSON has no room for.
  private static final Instant END_OF_TIME = Instant.parse("+10000-01-01T00:00:00Z");

  /** The order of execution: by time, and by trade id where the time is the same. */
  public static final Comparator<Trade> EXECUTION_ORDER =
      Comparator.comparing(Trade::time).thenComparingLong(Trade::tradeId);

  /** Checks every part and brings time and decimals into their canonical form. */
  public Trade {
    Objects.requireNonNull(product, "product");
    Objects.requireNonNull(makerSide, "makerSide");
    if (tradeId <= 0) {
      throw new IllegalArgumentException("trade id " + tradeId + " is not above zero");
    }
    if (time.getNano() % 1_000 != 0) {
      time = time.truncatedTo(ChronoUnit.MICROS);
    }
    if (!time.isAfter(Instant.EPOCH) || !time.isBefore(END_OF_TIME)) {
      throw new IllegalArgumentException("trade " + tradeId + " has the time " + time);
    }
    price = requireAmount(price, "price", tradeId);
    size = requireAmount(size, "size", tradeId);
  }

  /**
   * The side of the party whose order executed at once against the book. A trade counts as a buy
   * when its taker bought.
   */
  public Side takerSide() {
    return makerSide.opposite();
  }

  private static BigDecimal requireAmount(BigDecimal amount, String name, long tradeId) {
    if (amount.signum() <= 0) {
      throw new IllegalArgumentException(
          "trade " + tradeId + " has the " + name + " " + amount + ", which is not above zero");
    }
    // Checked before the canonical form is made: 1E+1000000000 would take a gigabyte of zeros.
    if ((long) amount.precision() - amount.scale() > MAX_INTEGER_DIGITS
        || amount.precision() > MAX_INTEGER_DIGITS + MAX_FRACTION_DIGITS) {
      throw new IllegalArgumentException("trade " + tradeId + " has a " + name + " out of range");
    }
    BigDecimal canonical = Decimals.canonical(amount);
    if (canonical.scale() > MAX_FRACTION_DIGITS) {
      throw new IllegalArgumentException(
          "trade "
              + tradeId
              + " has a "
              + name
              + " of more than "
              + MAX_FRACTION_DIGITS
              + " fraction digits");
    }
    return canonical;
  }
}
