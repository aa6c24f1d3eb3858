package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.market.Bar;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** The times to which a missing trade may belong. Quick to ask, however many holes there are. */
final class DoubtfulTimes {
  // Disjoint spans by their first instant, each with its last one.
  private final TreeMap<Instant, Instant> spans = new TreeMap<>();

  DoubtfulTimes(Collection<Hole> holes) {
    holes.stream()
        .sorted(Comparator.comparing(Hole::earliest))
        .forEach(
            hole -> {
              Map.Entry<Instant, Instant> last = spans.lastEntry();
              if (last == null || last.getValue().isBefore(hole.earliest())) {
                spans.put(hole.earliest(), hole.latest());
              } else if (last.getValue().isBefore(hole.latest())) {
                spans.put(last.getKey(), hole.latest());
              }
            });
  }

  /** Whether a missing trade may belong to a bar. */
  boolean touch(Bar bar) {
    Map.Entry<Instant, Instant> last = spans.lowerEntry(bar.end());
    return last != null && !last.getValue().isBefore(bar.start());
  }
}
