package io.finsolutions.pipeline.producer.flow;

import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.TradeIds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Says when the exchange's history is to be asked for which missing ids: after a short patience,
 * since late messages often bring them, and again after waits that double. Whose turn is longest
 * overdue comes first; a big hole is asked for in pieces from its end, so that it does not keep
 * others waiting, and small ones that lie close together in one go.
 */
final class HoleSchedule {
  /** How many ids are asked for at once at most. */
  static final long PIECE = 10_000;

  /** Holes within so many ids are asked for together: one page of the history holds them all. */
  static final long NEIGHBOURHOOD = 1_000;

  private final Duration patience;
  private List<Hole> holes = List.of();

  /**
   * An empty schedule.
   *
   * @param patience how long a hole may be filled by the feed before the history is asked
   */
  HoleSchedule(Duration patience) {
    this.patience = patience;
  }

  /** Brings the schedule to the ids that are missing now; what is known about them stays. */
  void update(TradeIds missing, Instant now) {
    if (missing.isEmpty()) {
      holes = List.of();
      return;
    }
    List<Hole> updated = new ArrayList<>(holes.size() + 1);
    int next = 0;
    for (IdRange range : missing.ranges()) {
      long first = range.first();
      while (first <= range.last()) {
        while (next < holes.size() && holes.get(next).ids().last() < first) {
          next++;
        }
        Hole old = next < holes.size() ? holes.get(next) : null;
        long last;
        if (old != null && old.ids().first() <= first) {
          last = Math.min(old.ids().last(), range.last());
          append(updated, old.within(first, last));
        } else {
          last = old == null ? range.last() : Math.min(old.ids().first() - 1, range.last());
          append(updated, new Hole(new IdRange(first, last), 0, false, now.plus(patience)));
        }
        first = last + 1;
      }
    }
    holes = updated;
  }

  /** Lets no hole wait any longer. */
  void hasten(Instant now) {
    holes =
        holes.stream()
            .map(
                hole ->
                    hole.due().isAfter(now)
                        ? new Hole(hole.ids(), hole.attempts(), hole.notGiven(), now)
                        : hole)
            .toList();
  }

  /** Adds a hole behind the others, as one with the last if that touches it and is as far. */
  private static void append(List<Hole> holes, Hole hole) {
    if (!holes.isEmpty()) {
      Hole last = holes.get(holes.size() - 1);
      if (last.ids().last() + 1 == hole.ids().first()
          && last.attempts() == hole.attempts()
          && last.notGiven() == hole.notGiven()) {
        Instant due = last.due().isBefore(hole.due()) ? last.due() : hole.due();
        holes.set(
            holes.size() - 1,
            new Hole(
                new IdRange(last.ids().first(), hole.ids().last()),
                last.attempts(),
                last.notGiven(),
                due));
        return;
      }
    }
    holes.add(hole);
  }

  /** The ids to ask for now, or nothing if none are due. Known ids may lie between them. */
  Optional<IdRange> due(Instant now) {
    return holes.stream()
        .filter(hole -> !hole.due().isAfter(now))
        .min(Comparator.comparing(Hole::due))
        .map(hole -> withNeighbours(hole, now));
  }

  private IdRange withNeighbours(Hole hole, Instant now) {
    IdRange ids = hole.ids();
    if (ids.count() > NEIGHBOURHOOD) {
      return new IdRange(Math.max(ids.first(), ids.last() - PIECE + 1), ids.last());
    }
    long last =
        holes.stream()
            .filter(other -> other.ids().first() > ids.last() && !other.due().isAfter(now))
            .mapToLong(other -> other.ids().last())
            .filter(otherLast -> otherLast < ids.first() + NEIGHBOURHOOD)
            .max()
            .orElse(ids.last());
    return new IdRange(ids.first(), last);
  }

  /**
   * The history answered.
   *
   * @param asked what it was asked for
   * @param missing the ids that are missing still, there and elsewhere
   * @param notGiven the ids that it answered without
   */
  void answered(IdRange asked, TradeIds missing, TradeIds notGiven, Instant now) {
    tried(asked, missing, notGiven, now);
  }

  /** The history did not answer. */
  void failed(IdRange asked, TradeIds missing, Instant now) {
    tried(asked, missing, new TradeIds(), now);
  }

  private void tried(IdRange asked, TradeIds missing, TradeIds notGiven, Instant now) {
    update(missing, now);
    List<Hole> updated = new ArrayList<>(holes.size() + 2);
    for (Hole hole : holes) {
      long first = Math.max(hole.ids().first(), asked.first());
      long last = Math.min(hole.ids().last(), asked.last());
      if (first > last) {
        updated.add(hole);
        continue;
      }
      if (hole.ids().first() < first) {
        // The rest of a big hole queues up behind the others.
        IdRange rest = new IdRange(hole.ids().first(), first - 1);
        updated.add(new Hole(rest, hole.attempts(), hole.notGiven(), now));
      }
      int attempts = hole.attempts() + 1;
      Instant due = now.plus(RetryTimer.waitAfter(attempts));
      TradeIds given = notGiven.missingWithin(first, last);
      for (IdRange open : given.ranges()) {
        updated.add(new Hole(open, attempts, false, due));
      }
      for (IdRange open : given.missingWithin(first, last).ranges()) {
        updated.add(new Hole(open, attempts, true, due));
      }
      if (hole.ids().last() > last) {
        updated.add(hole.within(last + 1, hole.ids().last()));
      }
    }
    updated.sort(Comparator.comparingLong(hole -> hole.ids().first()));
    holes = updated;
  }

  /** The holes, ascending. */
  List<Hole> holes() {
    return List.copyOf(holes);
  }

  /** The ids that the history answered without. */
  TradeIds notGiven() {
    TradeIds ids = new TradeIds();
    for (Hole hole : holes) {
      if (hole.notGiven()) {
        ids.addRange(hole.ids().first(), hole.ids().last());
      }
    }
    return ids;
  }
}
