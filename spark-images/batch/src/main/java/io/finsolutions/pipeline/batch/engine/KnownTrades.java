package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.TradeIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which trades are known to be missing, by what runs before have left and what a look over the
 * topic shows.
 *
 * @param holesBefore the holes that rows are final without
 * @param finalIds from the lowest to the highest id of a final trade; empty before there is one.
 *     Every id between them is counted, or in one of the holes before
 * @param coveredBefore from when on every trade was counted or known to be missing
 * @param firstTradeTime when the first final trade was executed
 * @param lastTradeTime when the last final trade was executed
 */
record KnownTrades(
    Survey survey,
    List<Hole> holesBefore,
    Optional<IdRange> finalIds,
    Optional<Instant> coveredBefore,
    Optional<Instant> firstTradeTime,
    Optional<Instant> lastTradeTime) {

  /**
   * The holes behind the last final trade, and before the first.
   *
   * @param hours the hours whose late trades are counted
   */
  List<Hole> newHoles(Set<Instant> hours) {
    SeenTrades seen = survey.seen(hours);
    if (finalIds.isEmpty() || firstTradeTime.isEmpty() || lastTradeTime.isEmpty()) {
      return seen.holes();
    }
    List<Hole> holes =
        new ArrayList<>(seen.upTo(finalIds.get().first(), firstTradeTime.get()).holes());
    holes.addAll(seen.from(finalIds.get().last(), lastTradeTime.get()).holes());
    return holes;
  }

  /**
   * The holes that rows are final without after the run.
   *
   * @param hours the hours whose late trades are counted
   * @param finalUntil the hand-over after the run
   */
  List<Hole> holes(Set<Instant> hours, Instant finalUntil) {
    TradeIds delivered = survey.seen(hours).ids();
    List<Hole> found =
        newHoles(hours).stream().filter(hole -> hole.after().isBefore(finalUntil)).toList();
    return MissingIds.after(holesBefore, delivered, found);
  }

  /**
   * From when on every trade is counted or known to be missing after the run; empty if no trade is
   * known. It only ever moves back, when earlier trades turn up.
   *
   * @param hours the hours whose late trades are counted
   */
  Optional<Instant> coveredFrom(Set<Instant> hours) {
    return Stream.concat(coveredBefore.stream(), survey.coveredFrom(hours).stream())
        .min(Comparator.naturalOrder());
  }

  /**
   * The starts of all hours that a hole touches that comes or goes with the run, and of those of
   * which all trades are known from now on.
   */
  Set<Instant> hoursOfChange(Set<Instant> hours, Instant finalUntil) {
    Set<Instant> change = MissingIds.hoursOfChange(holesBefore, holes(hours, finalUntil));
    Optional<Instant> covered = coveredFrom(hours);
    if (firstTradeTime.isPresent() && !covered.equals(coveredBefore)) {
      // No row begins before that of the first trade, and the coarse ones are made of its hour.
      Instant first = BarWidth.HOUR.startOf(firstTradeTime.get());
      Instant end = coveredBefore.orElse(first);
      change.add(first);
      for (Instant hour = first; hour.isBefore(end); hour = hour.plus(BarWidth.HOUR.duration())) {
        change.add(hour);
      }
    }
    return change;
  }
}
