package io.finsolutions.pipeline.archive.iceberg;

import io.finsolutions.pipeline.market.Trade;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.apache.iceberg.parquet.ParquetValueReaders;
import org.apache.parquet.column.ColumnDescriptor;

/**
 * Prices or sizes: numbers of 16 bytes, in units of the last of {@link Trade#MAX_FRACTION_DIGITS}
 * digits. Many trades in a row have the same one, whose zeros need not be taken off again.
 */
final class Amounts extends ParquetValueReaders.PrimitiveReader<BigDecimal> {
  private static final int KNOWN = 1 << 12;
  private static final int USUAL_FRACTION_DIGITS = 8;
  private static final BigInteger BEYOND_USUAL =
      BigInteger.TEN.pow(Trade.MAX_FRACTION_DIGITS - USUAL_FRACTION_DIGITS);

  // By a few bits of the number, the number that had them last and what was read from it.
  private final long[] highs = new long[KNOWN];
  private final long[] lows = new long[KNOWN];
  private final BigDecimal[] amounts = new BigDecimal[KNOWN];

  Amounts(ColumnDescriptor descriptor) {
    super(descriptor);
  }

  @Override
  public BigDecimal read(BigDecimal reuse) {
    ByteBuffer bytes = column.nextBinary().toByteBuffer();
    long high = bytes.getLong(bytes.position());
    long low = bytes.getLong(bytes.position() + Long.BYTES);
    int place = Long.hashCode(low ^ (low >>> 7) ^ (high * 31)) & (KNOWN - 1);
    BigDecimal known = amounts[place];
    if (known != null && lows[place] == low && highs[place] == high) {
      return known;
    }
    BigDecimal amount = amount(high, low);
    highs[place] = high;
    lows[place] = low;
    amounts[place] = amount;
    return amount;
  }

  /** The same number, as a trade has it: without zeros at its end. */
  static BigDecimal amount(long high, long low) {
    BigDecimal stored;
    if (high == low >> (Long.SIZE - 1)) {
      stored = BigDecimal.valueOf(low, Trade.MAX_FRACTION_DIGITS);
    } else {
      byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
      stored = withFewerZeros(new BigInteger(bytes));
    }
    BigDecimal stripped = stored.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  // Zeros are taken off one by one, each by a division of a large number; the first ten go by one.
  private static BigDecimal withFewerZeros(BigInteger unscaled) {
    BigInteger[] parts = unscaled.divideAndRemainder(BEYOND_USUAL);
    return parts[1].signum() == 0
        ? new BigDecimal(parts[0], USUAL_FRACTION_DIGITS)
        : new BigDecimal(unscaled, Trade.MAX_FRACTION_DIGITS);
  }
}
