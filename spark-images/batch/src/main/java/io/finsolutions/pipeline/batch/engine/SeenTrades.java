package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.TradeIds;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trades of which a record was seen: their ids, and the times of those that are beside a hole. A
 * day of trades without a hole takes the space of two.
 */
final class SeenTrades implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TradeIds ids = new TradeIds();
  private final Map<Long, Instant> timesBesideHoles = new HashMap<>();

  /** Adds a trade. */
  void add(long id, Instant time) {
    if (ids.add(id)) {
      timesBesideHoles.put(id, time);
      forgetIfInside(id - 1);
      forgetIfInside(id);
      forgetIfInside(id + 1);
    }
  }

  /** Adds all trades of another set. */
  void addAll(SeenTrades other) {
    ids.addAll(other.ids);
    // A trade beside a hole of the union is beside a hole of its own set, so its time is there.
    other.timesBesideHoles.forEach(timesBesideHoles::putIfAbsent);
  }

  /** The ids of all trades. */
  TradeIds ids() {
    return ids.copy();
  }

  /** When a trade was executed that is beside a hole; empty if it is not, or was not seen. */
  Optional<Instant> timeBesideHole(long id) {
    return Optional.ofNullable(timesBesideHoles.get(id));
  }

  /**
   * From when on there is no trade but these and those that are missing between them; empty if
   * there are none.
   */
  Optional<Instant> coveredFrom() {
    if (ids.isEmpty()) {
      return Optional.empty();
    }
    long lowest = ids.first().getAsLong();
    // Nothing can come before the first trade of all.
    return Optional.of(
        lowest == 1 ? Instant.EPOCH : timesBesideHoles.get(lowest).plus(Hole.DISORDER));
  }

  /** The trades with ids above {@code id}, and that one, executed at {@code time}. */
  SeenTrades from(long id, Instant time) {
    return without(Long.MIN_VALUE, id, id, time);
  }

  /** The trades with ids below {@code id}, and that one, executed at {@code time}. */
  SeenTrades upTo(long id, Instant time) {
    return without(id, Long.MAX_VALUE, id, time);
  }

  private SeenTrades without(long first, long last, long id, Instant time) {
    SeenTrades rest = new SeenTrades();
    rest.ids.addAll(ids);
    rest.timesBesideHoles.putAll(timesBesideHoles);
    rest.ids.removeRange(first, last);
    rest.timesBesideHoles.remove(id);
    rest.add(id, time);
    return rest;
  }

  /** The holes between the trades, by id. */
  List<Hole> holes() {
    List<Hole> holes = new ArrayList<>();
    for (IdRange missing : ids.holes()) {
      holes.add(
          Hole.between(
              missing,
              timesBesideHoles.get(missing.first() - 1),
              timesBesideHoles.get(missing.last() + 1)));
    }
    return holes;
  }

  private void forgetIfInside(long id) {
    if (ids.contains(id - 1) && ids.contains(id) && ids.contains(id + 1)) {
      timesBesideHoles.remove(id);
    }
  }
}
