package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.TradeIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The holes that rows are final without. Every id up to the last final trade is counted, or in one
 * of them.
 */
final class MissingIds {
  private MissingIds() {}

  /**
   * The holes after a run.
   *
   * @param before the holes before the run
   * @param delivered ids that are counted from now on
   * @param found holes that the run has found, none of whose ids are delivered; those that were
   *     there before stay as they are
   */
  static List<Hole> after(List<Hole> before, TradeIds delivered, List<Hole> found) {
    Map<IdRange, Hole> known =
        before.stream().collect(Collectors.toMap(Hole::ids, Function.identity()));
    List<Hole> after = new ArrayList<>();
    TradeIds accounted = delivered.copy();
    for (Hole hole : found) {
      after.add(known.getOrDefault(hole.ids(), hole));
      accounted.addRange(hole.ids().first(), hole.ids().last());
    }
    for (Hole hole : before) {
      for (IdRange ids : accounted.missingWithin(hole.ids().first(), hole.ids().last()).ranges()) {
        after.add(new Hole(ids, hole.after(), hole.before()));
      }
    }
    after.sort(Comparator.comparingLong(hole -> hole.ids().first()));
    return after;
  }

  /** The starts of all hours that a hole touches that has come or gone. */
  static Set<Instant> hoursOfChange(List<Hole> before, List<Hole> after) {
    Set<Hole> changed = new HashSet<>(before);
    changed.addAll(after);
    Set<Hole> unchanged = new HashSet<>(before);
    unchanged.retainAll(after);
    changed.removeAll(unchanged);
    Set<Instant> hours = new TreeSet<>();
    for (Hole hole : changed) {
      for (Instant hour = BarWidth.HOUR.startOf(hole.earliest());
          !hour.isAfter(hole.latest());
          hour = hour.plus(BarWidth.HOUR.duration())) {
        hours.add(hour);
      }
    }
    return hours;
  }
}
