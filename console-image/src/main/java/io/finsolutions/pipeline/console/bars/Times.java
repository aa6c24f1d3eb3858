package io.finsolutions.pipeline.console.bars;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Times of bars as text. Most are whole seconds, and most of the same day as the one before. */
final class Times {
  private static final long SECONDS_PER_DAY = 86_400;
  private static final int LENGTH = "2026-09-30T00:00:00Z".length();

  private record Day(long number, byte[] text) {}

  private static volatile Day latest = day(0);

  private Times() {}

  /** As {@link Instant#toString} writes it. */
  static String text(Instant time) {
    long second = time.getEpochSecond();
    if (time.getNano() != 0 || second < 0 || second >= SECONDS_PER_DAY * 2_932_896) {
      return time.toString();
    }
    long number = second / SECONDS_PER_DAY;
    Day day = latest;
    if (day.number != number) {
      day = day(number);
      latest = day;
    }
    int ofDay = (int) (second % SECONDS_PER_DAY);
    byte[] text = day.text.clone();
    two(text, 11, ofDay / 3_600);
    two(text, 14, ofDay / 60 % 60);
    two(text, 17, ofDay % 60);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static Day day(long number) {
    String text =
        LocalDate.ofEpochDay(number).atStartOfDay().atOffset(ZoneOffset.UTC).toInstant().toString();
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    if (bytes.length != LENGTH) {
      throw new IllegalStateException("a day is written as " + text);
    }
    return new Day(number, bytes);
  }

  private static void two(byte[] text, int at, int value) {
    text[at] = (byte) ('0' + value / 10);
    text[at + 1] = (byte) ('0' + value % 10);
  }
}
