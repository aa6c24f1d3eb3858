package io.finsolutions.pipeline.console.bars;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Times of bars as text. Most are of the same day as the one before. */
final class Times {
  /** How many characters there are at most. */
  static final int LONGEST = Instant.MAX.toString().length();

  private static final long SECONDS_PER_DAY = 86_400;
  private static final int DATE_LENGTH = "2026-09-30T".length();

  /** From here on a year has more than four digits. */
  private static final long END_OF_SHORT_YEARS =
      Instant.parse("+10000-01-01T00:00:00Z").getEpochSecond();

  private record Day(long number, byte[] text) {}

  private static volatile Day latest = day(0);

  private Times() {}

  /**
   * Writes a time as {@link Instant#toString} does.
   *
   * @param at where to; there is room for {@link #LONGEST} bytes
   * @return where it ends
   */
  static int write(Instant time, byte[] into, int at) {
    long second = time.getEpochSecond();
    if (second < 0 || second >= END_OF_SHORT_YEARS) {
      byte[] text = time.toString().getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(text, 0, into, at, text.length);
      return at + text.length;
    }
    long number = second / SECONDS_PER_DAY;
    Day day = latest;
    if (day.number != number) {
      day = day(number);
      latest = day;
    }
    System.arraycopy(day.text, 0, into, at, DATE_LENGTH);
    int ofDay = (int) (second % SECONDS_PER_DAY);
    int end = at + DATE_LENGTH;
    end = digits(into, end, ofDay / 3_600, 2);
    into[end++] = ':';
    end = digits(into, end, ofDay / 60 % 60, 2);
    into[end++] = ':';
    end = digits(into, end, ofDay % 60, 2);
    end = fraction(into, end, time.getNano());
    into[end++] = 'Z';
    return end;
  }

  /** Nothing, milliseconds, microseconds or nanoseconds: whatever says it all. */
  private static int fraction(byte[] into, int at, int nano) {
    if (nano == 0) {
      return at;
    }
    into[at] = '.';
    if (nano % 1_000_000 == 0) {
      return digits(into, at + 1, nano / 1_000_000, 3);
    }
    return nano % 1_000 == 0
        ? digits(into, at + 1, nano / 1_000, 6)
        : digits(into, at + 1, nano, 9);
  }

  private static int digits(byte[] into, int at, int value, int count) {
    int rest = value;
    for (int i = at + count - 1; i >= at; i--) {
      into[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return at + count;
  }

  private static Day day(long number) {
    String midnight = Instant.ofEpochSecond(number * SECONDS_PER_DAY).toString();
    return new Day(number, midnight.substring(0, DATE_LENGTH).getBytes(StandardCharsets.US_ASCII));
  }
}
