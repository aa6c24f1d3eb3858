package io.finsolutions.pipeline.exchange;

import java.time.Instant;

/** Times as the exchange writes them. */
final class WireTime {
  private static final long MICROS_PER_SECOND = 1_000_000;

  private WireTime() {}

  /** RFC 3339 in UTC with zero to nine fraction digits, of which none is a trailing zero. */
  static String text(Instant time) {
    String text = time.toString();
    int end = text.length() - 1;
    if (text.indexOf('.') < 0) {
      return text;
    }
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, end) + "Z";
  }

  static long toMicros(Instant time) {
    return Math.addExact(
        Math.multiplyExact(time.getEpochSecond(), MICROS_PER_SECOND), time.getNano() / 1_000);
  }

  static Instant ofMicros(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS_PER_SECOND), Math.floorMod(micros, MICROS_PER_SECOND) * 1_000);
  }
}
