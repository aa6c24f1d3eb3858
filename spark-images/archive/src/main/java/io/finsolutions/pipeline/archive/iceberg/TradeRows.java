package io.finsolutions.pipeline.archive.iceberg;

import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeMessage;
import io.finsolutions.pipeline.market.TradingPair;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.iceberg.data.Record;

/**
 * Makes trades of rows, one after the other. A day has half a million of them, and nearly all have
 * the same few words: these are read once. Not safe for use by several threads.
 */
final class TradeRows {
  private static final int USUAL_FRACTION_DIGITS = 8;
  private static final BigInteger BEYOND_USUAL =
      BigInteger.TEN.pow(Trade.MAX_FRACTION_DIGITS - USUAL_FRACTION_DIGITS);

  private final Map<String, TradingPair> products = new HashMap<>();
  private final Map<String, Side> makerSides = new HashMap<>();
  private final Map<String, Origin> origins = new HashMap<>();

  /** The trade of a row of {@link TradeTable}. */
  TradeMessage trade(Record row) {
    return new TradeMessage(
        new Trade(
            products.computeIfAbsent(row.get(0, String.class), TradingPair::parse),
            row.get(1, Long.class),
            row.get(2, OffsetDateTime.class).toInstant(),
            amount(row.get(3, BigDecimal.class)),
            amount(row.get(4, BigDecimal.class)),
            makerSides.computeIfAbsent(
                row.get(5, String.class), taker -> Side.valueOf(taker).opposite())),
        origins.computeIfAbsent(
            row.get(6, String.class), origin -> Origin.valueOf(origin.toUpperCase(Locale.ROOT))));
  }

  /**
   * The same number, as a rule with fewer zeros. A trade takes off the zeros behind its digits one
   * by one, each by a division of a large number; the first ten go by one.
   */
  static BigDecimal amount(BigDecimal stored) {
    BigInteger[] parts = stored.unscaledValue().divideAndRemainder(BEYOND_USUAL);
    return parts[1].signum() == 0 ? new BigDecimal(parts[0], USUAL_FRACTION_DIGITS) : stored;
  }
}
