package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.market.IdRange;
import java.time.Instant;
import java.util.Optional;

/**
 * A span of backfilled history: every trade of it is counted, or known to be missing.
 *
 * @param from where it starts; {@link Instant#EPOCH} if there was no trade before
 * @param to where it ends; after {@code from}
 * @param ids from the lowest to the highest id of a trade in it; empty if there is none
 */
public record PastSpan(Instant from, Instant to, Optional<IdRange> ids) {
  /** Checks the order of the ends. */
  public PastSpan {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("a past from " + from + " to " + to + " is empty");
    }
  }

  /** Whether an interval lies in it. */
  boolean covers(Instant start, Instant end) {
    return !start.isBefore(from) && !end.isAfter(to);
  }

  /** Whether nothing lies between the two. */
  boolean touches(PastSpan other) {
    return !from.isAfter(other.to) && !other.from.isAfter(to);
  }

  /** The two as one; they must touch. */
  PastSpan with(PastSpan other) {
    return new PastSpan(
        from.isBefore(other.from) ? from : other.from,
        to.isAfter(other.to) ? to : other.to,
        union(ids, other.ids));
  }

  /** From the lowest to the highest id of both. */
  static Optional<IdRange> union(Optional<IdRange> one, Optional<IdRange> other) {
    return one.isPresent() && other.isPresent()
        ? Optional.of(
            new IdRange(
                Math.min(one.get().first(), other.get().first()),
                Math.max(one.get().last(), other.get().last())))
        : one.or(() -> other);
  }
}
