package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.TradeIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which trades are known to be missing, by what runs before have left and what a look over the
 * topic shows.
 *
 * @param holesBefore the holes that rows are final without
 * @param finalIds from the lowest to the highest id of a final trade; empty before there is one.
 *     Every id between them is counted, or in one of the holes before
 * @param firstTradeTime when the first final trade was executed
 * @param lastTradeTime when the last final trade was executed
 */
record KnownTrades(
    Survey survey,
    List<Hole> holesBefore,
    Optional<IdRange> finalIds,
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

  /** The starts of all hours that a hole touches that comes or goes with the run. */
  Set<Instant> hoursOfChange(Set<Instant> hours, Instant finalUntil) {
    return MissingIds.hoursOfChange(holesBefore, holes(hours, finalUntil));
  }
}
