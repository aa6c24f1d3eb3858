package io.finsolutions.pipeline.operator.cluster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The real time, and as much later as a test wants it to be. */
final class MovableClock extends Clock {
  private volatile Duration ahead = Duration.ZERO;

  /** Goes on from a later time. */
  synchronized void advance(Duration by) {
    ahead = ahead.plus(by);
  }

  /** Shows the real time again. */
  synchronized void reset() {
    ahead = Duration.ZERO;
  }

  @Override
  public Instant instant() {
    return Clock.systemUTC().instant().plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("nobody asks for the time of a place");
  }
}
