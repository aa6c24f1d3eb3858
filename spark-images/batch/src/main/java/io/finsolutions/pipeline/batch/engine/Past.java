package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.archive.TradeArchive;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.FailedException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A span of history whose trades are in the archive, as far as anybody could get them.
 *
 * @param span whole hours before the hand-over
 * @param ids the ids that its trades can have; empty if there was no trade
 * @param around trades with such an id that are not of the span, but right before or behind
 */
public record Past(TimeRange span, Optional<IdRange> ids, List<Trade> around) {
  /** Copies what may change. */
  public Past {
    around = List.copyOf(around);
  }

  /**
   * The span that can be made final of what was asked for: whole hours, up to the hand-over.
   *
   * @param to where it ends; if empty, at the hand-over
   * @param before where the product stands
   * @throws FailedException if nothing of it can be: the product was never followed, or its rows
   *     are not kept
   */
  public static TimeRange spanOf(
      TradingPair product, Instant from, Optional<Instant> to, Handover before) {
    Instant handover =
        before
            .at()
            .orElseThrow(
                () ->
                    new FailedException(
                        "no row of %s is final yet: let its pipeline run until one is, which takes minutes"
                            .formatted(product)));
    Instant start = BarWidth.HOUR.startOf(from);
    before
        .keptFrom()
        .filter(kept -> before.isDropped(start))
        .ifPresent(
            kept -> {
              throw new FailedException(
                  "rows of %1$s are kept from %2$s on, as --keep-rows has said: write --from=%2$s or later"
                      .formatted(product, kept));
            });
    Instant asked = to.orElse(handover);
    Instant hour = BarWidth.HOUR.startOf(asked.minusNanos(1)).plus(BarWidth.HOUR.duration());
    Instant end = hour.isBefore(handover) ? hour : handover;
    if (!start.isBefore(end)) {
      throw new FailedException(
          "%s is final up to %s only: what comes then is not history yet"
              .formatted(product, handover));
    }
    return new TimeRange(start, end);
  }

  /** From when on all trades are counted or known to be missing, once all rows are final. */
  Instant coveredFrom() {
    // Nothing can come before the first trade of all.
    return ids.filter(range -> range.first() == 1).isPresent() ? Instant.EPOCH : span.from();
  }

  PastHoles holes(TradeArchive archive, List<Hole> missing) {
    return ids.map(range -> PastHoles.find(archive, span, range, around, missing))
        .orElseGet(PastHoles::none);
  }
}
