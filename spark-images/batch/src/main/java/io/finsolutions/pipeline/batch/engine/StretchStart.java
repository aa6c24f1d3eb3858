package io.finsolutions.pipeline.batch.engine;

import java.io.Serializable;
import java.util.Comparator;

/**
 * Where the first trade of a stretch of a partition is: what tells stretches apart.
 *
 * @param partition the partition of the topic
 * @param offset the offset of its record
 */
record StretchStart(int partition, long offset) implements Comparable<StretchStart>, Serializable {
  private static final Comparator<StretchStart> ORDER =
      Comparator.comparingInt(StretchStart::partition).thenComparingLong(StretchStart::offset);

  static StretchStart of(LocatedTrade first) {
    return new StretchStart(first.partition(), first.offset());
  }

  @Override
  public int compareTo(StretchStart other) {
    return ORDER.compare(this, other);
  }
}
