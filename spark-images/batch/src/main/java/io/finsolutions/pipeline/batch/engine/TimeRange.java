package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.market.BarWidth;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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

  /** Its parts on each UTC day, ascending. */
  public List<TimeRange> days() {
    List<TimeRange> days = new ArrayList<>();
    Instant start = from;
    while (start.isBefore(to)) {
      Instant nextDay = BarWidth.DAY.startOf(start).plus(BarWidth.DAY.duration());
      Instant end = nextDay.isBefore(to) ? nextDay : to;
      days.add(new TimeRange(start, end));
      start = end;
    }
    return days;
  }

  @Override
  public String toString() {
    return "[" + from + ", " + to + ")";
  }
}
