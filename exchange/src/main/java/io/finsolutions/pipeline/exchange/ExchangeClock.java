package io.finsolutions.pipeline.exchange;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The stand-in's clock: it stands at its origin until it is started, and then runs. */
final class ExchangeClock {
  private final Clock real;
  private final Instant origin;
  private final double speed;
  private volatile Instant startedAt;

  private ExchangeClock(Clock real, Instant origin, Instant startedAt, double speed) {
    this.real = real;
    this.origin = origin;
    this.startedAt = startedAt;
    this.speed = speed;
  }

  /** A clock that always shows the real time. */
  static ExchangeClock showing(Clock real) {
    return new ExchangeClock(real, Instant.EPOCH, Instant.EPOCH, 1);
  }

  /**
   * A clock that stands at {@code origin} and will run {@code speed} times as fast as time does.
   */
  static ExchangeClock standingAt(Instant origin, Clock real, double speed) {
    return new ExchangeClock(real, origin, null, speed);
  }

  /** Starts it, if it stands. */
  void start() {
    if (startedAt == null) {
      startedAt = real.instant();
    }
  }

  Instant now() {
    Instant started = startedAt;
    return started == null
        ? origin
        : origin.plus(Stretch.by(Duration.between(started, real.instant()), speed));
  }

  /** How long it really takes until this clock shows {@code time}; negative if it is past. */
  Duration until(Instant time) {
    return Stretch.by(Duration.between(now(), time), 1 / speed);
  }
}
