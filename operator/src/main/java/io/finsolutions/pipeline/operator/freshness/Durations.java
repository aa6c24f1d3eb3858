package io.finsolutions.pipeline.operator.freshness;

import java.time.Duration;

/** Lengths of time as people say them. */
final class Durations {
  private static final Duration MINUTES_UP_TO = Duration.ofHours(2);
  private static final long STEP_MINUTES = 5;

  private Durations() {}

  /** Such as "over 35 min": in coarse steps, so that a message stays the same for a while. */
  static String inWords(Duration duration) {
    if (duration.toMinutes() < STEP_MINUTES) {
      return "up to " + STEP_MINUTES + " min";
    }
    return duration.compareTo(MINUTES_UP_TO) < 0
        ? "over " + duration.toMinutes() / STEP_MINUTES * STEP_MINUTES + " min"
        : "over " + duration.toHours() + " h";
  }
}
