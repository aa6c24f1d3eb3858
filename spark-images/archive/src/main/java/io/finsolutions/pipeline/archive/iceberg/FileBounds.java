package io.finsolutions.pipeline.archive.iceberg;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;

/**
 * What the table says about a file of trades, without a look into it.
 *
 * @param firstTime the earliest time of a trade in it
 * @param lastTime the latest time of a trade in it
 * @param firstId the lowest id
 * @param lastId the highest id
 * @param trades how many trades there are in it
 */
record FileBounds(Instant firstTime, Instant lastTime, long firstId, long lastId, long trades) {
  static FileBounds of(DataFile file) {
    return new FileBounds(
        TradeTable.instant(bound(file.lowerBounds(), TradeTable.TIME)),
        TradeTable.instant(bound(file.upperBounds(), TradeTable.TIME)),
        bound(file.lowerBounds(), TradeTable.TRADE_ID),
        bound(file.upperBounds(), TradeTable.TRADE_ID),
        file.recordCount());
  }

  /** Matches trades that were executed in a span. */
  static Expression executedIn(Instant from, Instant to) {
    return Expressions.and(
        Expressions.greaterThanOrEqual(TradeTable.TIME, micros(from)),
        Expressions.lessThan(TradeTable.TIME, micros(to)));
  }

  /** Whether all its trades were executed in a span. */
  boolean isInside(Instant from, Instant to) {
    return !firstTime.isBefore(from) && lastTime.isBefore(to);
  }

  /** Whether every id from the first to the last is in it, since no id is in it twice. */
  boolean hasEveryId() {
    return lastId - firstId + 1 == trades;
  }

  private static long bound(Map<Integer, ByteBuffer> bounds, String column) {
    Types.NestedField field = TradeTable.SCHEMA.findField(column);
    Long bound = Conversions.fromByteBuffer(field.type(), bounds.get(field.fieldId()));
    return bound;
  }

  private static long micros(Instant time) {
    // Not by what ChronoUnit counts, whose nanoseconds end in the year 2262.
    return TimeUnit.SECONDS.toMicros(time.getEpochSecond())
        + TimeUnit.NANOSECONDS.toMicros(time.getNano());
  }
}
