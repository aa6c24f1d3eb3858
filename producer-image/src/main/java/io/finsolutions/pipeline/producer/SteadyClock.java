package io.finsolutions.pipeline.producer;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Begins with the time of this machine and goes on evenly, whatever happens to that: for waits and
 * ages, which a clock that is set back would stretch.
 */
final class SteadyClock implements InstantSource {
  private final Instant start = Instant.now();
  private final long startNanos = System.nanoTime();

  @Override
  public Instant instant() {
    return start.plusNanos(System.nanoTime() - startNanos);
  }
}
