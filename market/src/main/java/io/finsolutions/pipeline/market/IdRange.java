package io.finsolutions.pipeline.market;

import java.io.Serializable;

/**
 * A run of consecutive trade ids.
 *
 * @param first the lowest id of the run
 * @param last the highest id of the run, which is in it; not below {@code first}
 */
public record IdRange(long first, long last) implements Serializable {
  /** Checks the order of the ends. */
  public IdRange {
    if (last < first) {
      throw new IllegalArgumentException("range of trade ids ends at " + last + " before " + first);
    }
  }

  /**
   * How many ids it has.
   *
   * @throws ArithmeticException if there are more than {@link Long#MAX_VALUE}
   */
  public long count() {
    return Math.incrementExact(Math.subtractExact(last, first));
  }

  /** {@code 7} for a single id, {@code 7-9} for more. */
  @Override
  public String toString() {
    return first == last ? Long.toString(first) : first + "-" + last;
  }
}
