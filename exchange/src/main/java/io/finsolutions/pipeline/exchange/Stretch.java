package io.finsolutions.pipeline.exchange;

import java.time.Duration;

/** Lengths of time that pass faster or slower. */
final class Stretch {
  private Stretch() {}

  /** {@code factor} times the length; exactly the length for a factor of one. */
  static Duration by(Duration length, double factor) {
    if (factor == 1) {
      return length;
    }
    double nanos = length.getNano() * factor;
    double seconds = length.getSeconds() * factor;
    double wholeSeconds = Math.floor(seconds);
    return Duration.ofSeconds((long) wholeSeconds)
        .plusNanos(Math.round((seconds - wholeSeconds) * 1e9 + nanos));
  }
}
