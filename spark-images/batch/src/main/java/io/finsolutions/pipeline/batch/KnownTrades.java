package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.market.TradeIds;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which trades are known to be missing, by what runs before have left and what a look over the
 * topic shows.
 *
 * @param holesBefore the holes that rows are final without
 * @param lastTradeId the highest id of a final trade; empty before the first run
 * @param lastTradeTime when that trade was executed
 */
record KnownTrades(
    Survey survey,
    List<Hole> holesBefore,
    Optional<Long> lastTradeId,
    Optional<Instant> lastTradeTime) {

  /**
   * The holes behind the last final trade.
   *
   * @param hours the hours whose late trades are counted
   */
  List<Hole> newHoles(Set<Instant> hours) {
    SeenTrades seen = survey.seen(hours);
    return lastTradeId.isPresent() && lastTradeTime.isPresent()
        ? seen.from(lastTradeId.get(), lastTradeTime.get()).holes()
        : seen.holes();
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

  /** Times of the trades around all holes that come or go with the run. */
  Set<Instant> timesOfChange(Set<Instant> hours, Instant finalUntil) {
    return MissingIds.timesOfChange(holesBefore, holes(hours, finalUntil));
  }
}
