package io.finsolutions.pipeline.producer.flow;

import io.finsolutions.pipeline.market.IdRange;
import java.time.Instant;

/**
 * Missing ids, and how the search for them stands.
 *
 * @param ids the missing ids
 * @param attempts how often the history was asked for them
 * @param notGiven whether the history answered without them the last time
 * @param due when the history is to be asked next
 */
record Hole(IdRange ids, int attempts, boolean notGiven, Instant due) {
  Hole within(long first, long last) {
    return new Hole(new IdRange(first, last), attempts, notGiven, due);
  }
}
