package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.market.IdRange;
import java.time.Duration;
import java.time.Instant;

/**
 * Trades that must exist, since their ids are skipped, and that nobody has delivered.
 *
 * @param ids the ids that are missing
 * @param after the earlier of the times of the trades around it
 * @param before the later of the times of the trades around it
 */
public record Hole(IdRange ids, Instant after, Instant before) {
  /** Ids were seen out of the order of time, by much less than this. */
  static final Duration DISORDER = Duration.ofSeconds(1);

  static Hole between(IdRange ids, Instant oneTime, Instant otherTime) {
    boolean ordered = !oneTime.isAfter(otherTime);
    return new Hole(ids, ordered ? oneTime : otherTime, ordered ? otherTime : oneTime);
  }

  /** The earliest time that a missing trade may have. */
  Instant earliest() {
    return after.minus(DISORDER);
  }

  /** The latest time that a missing trade may have. */
  Instant latest() {
    return before.plus(DISORDER);
  }

  /** Whether a missing trade may belong to an interval. */
  public boolean touches(Instant from, Instant to) {
    return earliest().isBefore(to) && !latest().isBefore(from);
  }
}
