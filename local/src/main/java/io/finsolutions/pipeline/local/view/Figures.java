package io.finsolutions.pipeline.local.view;

import io.finsolutions.pipeline.store.StoredBar;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Numbers and times in the form in which people read them at a glance. */
final class Figures {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final int SIGNIFICANT_DIGITS = 8;
  private static final int MOST_FRACTION_DIGITS = 8;
  private static final int SECONDS_SHOWN_EXACTLY = 10;
  private static final long LONGEST_DELAY_IN_MILLIS = 9_999;

  private Figures() {}

  /** The time of day in UTC. */
  static String time(Instant instant) {
    return TIME.format(instant);
  }

  /** A price or a volume, to eight significant digits. */
  static String amount(BigDecimal value) {
    BigDecimal rounded = value.round(new MathContext(SIGNIFICANT_DIGITS, RoundingMode.HALF_UP));
    if (rounded.scale() > MOST_FRACTION_DIGITS) {
      rounded = rounded.setScale(MOST_FRACTION_DIGITS, RoundingMode.HALF_UP);
    }
    return rounded.toPlainString();
  }

  /** How long ago something was. */
  static String ago(Instant then, Instant now) {
    return length(Duration.between(then, now)) + " ago";
  }

  /** A length of time. */
  static String length(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < SECONDS_SHOWN_EXACTLY) {
      return BigDecimal.valueOf(Math.max(0, duration.toMillis()), 3)
              .setScale(1, RoundingMode.HALF_UP)
              .toPlainString()
          + " s";
    }
    return seconds < 120 ? seconds + " s" : seconds / 60 + " min";
  }

  /** A length of time as a clock shows it. */
  static String clock(Duration duration) {
    return "%02d:%02d:%02d"
        .formatted(duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
  }

  /** How long after its last trade a row was written. */
  static String delay(StoredBar row) {
    long millis = delayMillis(row);
    return millis <= LONGEST_DELAY_IN_MILLIS
        ? millis + " ms"
        : BigDecimal.valueOf(millis, 3).setScale(0, RoundingMode.HALF_UP) + " s";
  }

  /** {@link #delay} as a number of milliseconds. */
  static long delayMillis(StoredBar row) {
    return Duration.between(row.bar().closeTime(), row.updatedAt()).toMillis();
  }
}
