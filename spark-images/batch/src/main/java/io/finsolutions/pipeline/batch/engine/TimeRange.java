package io.finsolutions.pipeline.batch.engine;

import java.io.Serializable;
import java.time.Instant;

/**
 * A half-open span of time.
 *
 * @param from the first instant in it
 * @param to the first instant behind it; after {@code from}
 */
public record TimeRange(Instant from, Instant to) implements Serializable {
  /** Checks the order of the ends. */
  public TimeRange {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("range from " + from + " to " + to + " is empty");
    }
  }

  /** Whether an instant lies in it. */
  public boolean contains(Instant time) {
    return !time.isBefore(from) && time.isBefore(to);
  }

  @Override
  public String toString() {
    return "[" + from + ", " + to + ")";
  }
}
