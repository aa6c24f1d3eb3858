package io.finsolutions.pipeline.operator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes on when it is told to. */
public final class SampleClock extends Clock {
  private volatile Instant now;

  /** Shows a time until it is told otherwise. */
  public SampleClock(String now) {
    this.now = Instant.parse(now);
  }

  /** Goes on. */
  public SampleClock advance(Duration duration) {
    now = now.plus(duration);
    return this;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("times are instants here");
  }
}
