package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.market.BarWidth;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Up to where the trades are known well enough to be final. */
final class Coverage {
  private Coverage() {}

  /**
   * The range that becomes final, or nothing if there is none.
   *
   * <p>The range ends at the last full minute that has settled and that later trades vouch for: ids
   * have no gaps, so a trade behind the end says whether one before it is missing. Nothing waits
   * for longer than the give-up time: neither for a later trade nor for a hole to be filled.
   *
   * @param from where the range starts: the hand-over, or the first minute there is
   * @param latestTrade time of the latest trade there is; nothing if there is none from {@code
   *     from} on
   * @param holes all holes behind the last final trade
   * @param now the present time
   */
  static Optional<TimeRange> of(
      Instant from,
      Optional<Instant> latestTrade,
      List<Hole> holes,
      Patience patience,
      Instant now) {
    Instant settled = BarWidth.MINUTE.startOf(now.minus(patience.settle()));
    Instant givenUpOn = BarWidth.MINUTE.startOf(now.minus(patience.giveUp()));
    Instant vouchedFor = latestTrade.map(BarWidth.MINUTE::startOf).orElse(from);
    Instant to = earlier(settled, later(vouchedFor, givenUpOn));
    for (Hole hole : holes) {
      boolean open = hole.before().isAfter(now.minus(patience.giveUp()));
      if (open) {
        to = earlier(to, later(BarWidth.MINUTE.startOf(hole.after()), givenUpOn));
      }
    }
    return from.isBefore(to) ? Optional.of(new TimeRange(from, to)) : Optional.empty();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
