package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarWidth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Hours that were final and have to be folded again. */
public final class DirtyHours {
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

  /** The starts of the hours that are folded again with the given ranges. */
  public static List<Instant> of(List<TimeRange> ranges) {
    List<Instant> hours = new ArrayList<>();
    for (TimeRange range : ranges) {
      for (Instant hour = range.from();
          hour.isBefore(range.to());
          hour = hour.plus(BarWidth.HOUR.duration())) {
        hours.add(hour);
      }
    }
    return hours;
  }

  /**
   * The hours in which a second has fewer trades than it had: their trades are not there any more,
   * and folding the rest would lose them.
   *
   * @param before by start, the trades of the final seconds that are there
   * @param after the seconds that would take their place
   */
  static Set<Instant> losing(Map<Instant, Long> before, List<Bar> after) {
    Map<Instant, Long> lost = new HashMap<>(before);
    for (Bar bar : after) {
      lost.computeIfPresent(bar.start(), (start, trades) -> trades <= bar.trades() ? null : trades);
    }
    return lost.keySet().stream()
        .map(BarWidth.HOUR::startOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
