package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.market.IdRange;
import java.time.Instant;

/**
 * Trades that must exist, since their ids are skipped, and that nobody has delivered.
 *
 * @param ids the ids that are missing
 * @param after the earlier of the times of the trades around it
 * @param before the later of the times of the trades around it
 */
record Hole(IdRange ids, Instant after, Instant before) {
  static Hole between(IdRange ids, Instant oneTime, Instant otherTime) {
    boolean ordered = !oneTime.isAfter(otherTime);
    return new Hole(ids, ordered ? oneTime : otherTime, ordered ? otherTime : oneTime);
  }

  /** Whether a missing trade may belong to an interval. */
  boolean touches(Instant from, Instant to) {
    return after.isBefore(to) && !before.isBefore(from);
  }
}
