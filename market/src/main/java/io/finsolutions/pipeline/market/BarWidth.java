package io.finsolutions.pipeline.market;

import java.time.Duration;
import java.time.Instant;

/** The widths that bars are kept in. Every width divides the next one, and all divide a UTC day. */
public enum BarWidth {
  SECOND(1),
  MINUTE(60),
  HOUR(3_600),
  DAY(86_400);

  private final long seconds;

  BarWidth(long seconds) {
    this.seconds = seconds;
  }

  /** How long a bar of this width is. */
  public Duration duration() {
    return Duration.ofSeconds(seconds);
  }

  /** The start of the bar of this width that {@code time} falls into. */
  public Instant startOf(Instant time) {
    return Instant.ofEpochSecond(startOfEpochSecond(time.getEpochSecond()));
  }

  /** {@link #startOf} on seconds since 1970. */
  long startOfEpochSecond(long epochSecond) {
    return epochSecond - Math.floorMod(epochSecond, seconds);
  }
}
