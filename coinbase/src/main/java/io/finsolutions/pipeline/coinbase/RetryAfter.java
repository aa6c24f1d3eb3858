package io.finsolutions.pipeline.coinbase;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The header by which a server says when to come back: whole seconds, or a date. The exchange does
 * not document it; what stands before the exchange may send it all the same.
 */
final class RetryAfter {
  /** A longer wait than this is not believed. */
  static final Duration LONGEST = Duration.ofMinutes(1);

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  private RetryAfter() {}

  /**
   * Reads the header.
   *
   * @param header its value, or null where there is none
   * @param now the time that a date is compared with
   * @return the wait, from nothing to {@link #LONGEST}; nothing if the header cannot be read
   */
  static Optional<Duration> parse(String header, Instant now) {
    if (header == null) {
      return Optional.empty();
    }
    String value = header.strip();
    if (SECONDS.matcher(value).matches()) {
      return Optional.of(bounded(Duration.ofSeconds(Long.parseLong(value))));
    }
    try {
      Instant date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(bounded(Duration.between(now, date)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Duration bounded(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
  }
}
