package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.market.BarWidth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Hours that were final and have to be folded again. */
final class DirtyHours {
  private DirtyHours() {}

  /**
   * The parts of the hours that lie before the hand-over, ascending; hours in a row are one range.
   *
   * @param times any instants of the hours
   */
  static List<TimeRange> ranges(Collection<Instant> times, Instant handover) {
    TreeSet<Instant> hours = new TreeSet<>();
    times.forEach(time -> hours.add(BarWidth.HOUR.startOf(time)));
    List<TimeRange> ranges = new ArrayList<>();
    for (Instant hour : hours) {
      Instant end = hour.plus(BarWidth.HOUR.duration());
      Instant to = end.isBefore(handover) ? end : handover;
      if (!hour.isBefore(to)) {
        continue;
      }
      int last = ranges.size() - 1;
      if (last >= 0 && ranges.get(last).to().equals(hour)) {
        ranges.set(last, new TimeRange(ranges.get(last).from(), to));
      } else {
        ranges.add(new TimeRange(hour, to));
      }
    }
    return ranges;
  }
}
