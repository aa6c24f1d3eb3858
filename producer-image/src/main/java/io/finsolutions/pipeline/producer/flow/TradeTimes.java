package io.finsolutions.pipeline.producer.flow;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * When the trades around an id took place. Keeps the times of some trades only, so that a day of
 * trades costs little memory, and answers with that of a kept trade a little further away.
 */
final class TradeTimes {
  private static final long SPACING = 256;

  private final TreeMap<Long, Instant> kept = new TreeMap<>();
  private long lowestId = Long.MAX_VALUE;
  private Instant lowestTime = Instant.MAX;
  private long highestId = Long.MIN_VALUE;
  private Instant highestTime = Instant.MIN;

  /** Learns the time of a trade. */
  void add(long id, Instant time) {
    if (id < lowestId) {
      lowestId = id;
      lowestTime = time;
    }
    if (id > highestId) {
      highestId = id;
      highestTime = time;
    }
    Long below = kept.floorKey(id);
    Long above = kept.ceilingKey(id);
    if ((below == null || id - below >= SPACING) && (above == null || above - id >= SPACING)) {
      kept.put(id, time);
    }
  }

  /** The time of a trade that is not above {@code id}, as near as one is kept. */
  Instant atOrBelow(long id) {
    Map.Entry<Long, Instant> nearest = kept.floorEntry(id);
    return nearest == null ? lowestTime : nearest.getValue();
  }

  /** The time of a trade that is not below {@code id}, as near as one is kept. */
  Instant atOrAbove(long id) {
    Map.Entry<Long, Instant> nearest = kept.ceilingEntry(id);
    return nearest == null ? highestTime : nearest.getValue();
  }

  /** The time of the trade with the lowest id. */
  Instant lowest() {
    return lowestTime;
  }

  /** The time of the trade with the highest id. */
  Instant highest() {
    return highestTime;
  }

  /** Forgets what only questions about ids below {@code id} need. */
  void forgetBelow(long id) {
    Long needed = kept.floorKey(id);
    if (needed != null) {
      kept.headMap(needed).clear();
    }
  }
}
