package io.finsolutions.pipeline.market;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/**
 * Says when a log should tell of rejects: of the first of a reason at once, of those that follow as
 * a number, and not more often than a while. A flood of them would bury everything else. Not safe
 * for use by several threads.
 */
public final class RejectTally {
  private final Duration between;
  private final InstantSource clock;
  private final Map<RejectReason, Reason> reasons = new EnumMap<>(RejectReason.class);

  private boolean allTold = true;

  private static final class Reason {
    private Instant nextToSay = Instant.MIN;
    private long untold;
  }

  /**
   * A tally of nothing.
   *
   * @param between how long to be silent about a reason after it was told of
   * @param clock a time that never jumps
   */
  public RejectTally(Duration between, InstantSource clock) {
    this.between = between;
    this.clock = clock;
  }

  /** Counts a reject. Returns whether it is to be told of by itself. */
  public boolean isWorthALine(RejectReason reason) {
    Reason known = reasons.computeIfAbsent(reason, none -> new Reason());
    Instant now = clock.instant();
    if (known.untold == 0 && !now.isBefore(known.nextToSay)) {
      known.nextToSay = now.plus(between);
      return true;
    }
    known.untold++;
    allTold = false;
    return false;
  }

  /** By reason, how many rejects nobody was told of, where it is time to; they count as told. */
  public Map<RejectReason, Long> takeUntold() {
    if (allTold) {
      return Map.of();
    }
    allTold = true;
    Map<RejectReason, Long> untold = new EnumMap<>(RejectReason.class);
    Instant now = clock.instant();
    reasons.forEach(
        (reason, known) -> {
          if (known.untold > 0 && !now.isBefore(known.nextToSay)) {
            untold.put(reason, known.untold);
            known.untold = 0;
            known.nextToSay = now.plus(between);
          }
          allTold &= known.untold == 0;
        });
    return untold;
  }
}
