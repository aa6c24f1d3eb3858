package io.finsolutions.pipeline.producer.flow;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves when it is told to. */
final class ManualClock implements InstantSource {
  private Instant now;

  ManualClock(Instant start) {
    now = start;
  }

  void advanceSeconds(long seconds) {
    now = now.plusSeconds(seconds);
  }

  void advanceMillis(long millis) {
    now = now.plusMillis(millis);
  }

  @Override
  public Instant instant() {
    return now;
  }
}
