package io.finsolutions.pipeline.market;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * Reads bytes that are expected to have a certain form, some times as fast as a parser of JSON.
 * Whoever reads says what comes next; where something else does, the scanner is not {@linkplain
 * #isSound() sound} any more, whatever it reads from then on means nothing, and a parser has to
 * decide what the bytes are.
 */
public final class AsciiScanner {
  /** So many digits fit into a long, whichever they are. */
  private static final int MAX_DIGITS = 18;

  private static final int MAX_FRACTION_DIGITS = 9;
  private static final int NANOS_PER_SECOND = 1_000_000_000;
  private static final int SECONDS_PER_DAY = 86_400;

  private final byte[] bytes;
  private int position;
  private boolean sound = true;

  // The day that was read last: nearly every time is of the same.
  private int latestYear;
  private int latestMonth;
  private int latestDay;
  private long latestEpochDay;

  /** A scanner at the first byte. */
  public AsciiScanner(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Whether all that was read so far had the expected form. */
  public boolean isSound() {
    return sound;
  }

  /** Whether all bytes were read, and had the expected form. */
  public boolean isSoundToTheEnd() {
    return sound && position == bytes.length;
  }

  /** What was read is not of the expected form. */
  public void refuse() {
    sound = false;
  }

  /** The next byte; behind the last one, one that nothing expects. */
  public byte peek() {
    return position < bytes.length ? bytes[position] : 0;
  }

  /** Passes over the text that must come next. */
  public void skip(byte[] expected) {
    sound &= skipIfThere(expected);
  }

  /** Passes over a text if it comes next. */
  public boolean skipIfThere(byte[] expected) {
    int end = position + expected.length;
    if (end > bytes.length || !Arrays.equals(bytes, position, end, expected, 0, expected.length)) {
      return false;
    }
    position = end;
    return true;
  }

  /** All bytes up to the next quotation mark. */
  public byte[] upToQuote() {
    int start = position;
    while (position < bytes.length && bytes[position] != '"') {
      position++;
    }
    return Arrays.copyOfRange(bytes, start, position);
  }

  /** Steps back over what was passed over last. */
  void back(int count) {
    position -= count;
  }

  /** A whole number from 0 on, without leading zeros. */
  public long wholeNumber() {
    int start = position;
    boolean zero = peek() == '0';
    long number = digits(0);
    int count = position - start;
    sound &= isDigitCount(count) && (!zero || count == 1);
    return number;
  }

  /** A decimal number without sign and exponent. */
  public BigDecimal decimal() {
    int start = position;
    long unscaled = digits(0);
    int count = position - start;
    sound &= count > 0;
    int scale = 0;
    if (peek() == '.') {
      position++;
      int point = position;
      unscaled = digits(unscaled);
      scale = position - point;
      sound &= scale > 0;
    }
    sound &= isDigitCount(count + scale);
    return BigDecimal.valueOf(unscaled, scale);
  }

  /** A time of RFC 3339 in UTC, with zero to nine fraction digits, up to the Z behind it. */
  public Instant time() {
    int year = digits(4, '-');
    int month = digits(2, '-');
    int day = digits(2, 'T');
    int hour = digits(2, ':');
    int minute = digits(2, ':');
    int second = (int) exactDigits(2);
    int nanos = peek() == '.' ? fraction() : 0;
    // A minute may have a sixtieth second, and a day a twenty-fourth hour: a parser knows.
    sound &= hour < 24 && minute < 60 && second < 60;
    if (!sound) {
      return null;
    }
    long seconds = epochDay(year, month, day) * SECONDS_PER_DAY;
    return Instant.ofEpochSecond(seconds + hour * 3_600L + minute * 60L + second, nanos);
  }

  private int fraction() {
    position++;
    int start = position;
    long fraction = digits(0);
    int count = position - start;
    if (count == 0 || count > MAX_FRACTION_DIGITS) {
      sound = false;
      return 0;
    }
    int unit = NANOS_PER_SECOND;
    for (int i = 0; i < count; i++) {
      unit /= 10;
    }
    return (int) fraction * unit;
  }

  private long epochDay(int year, int month, int day) {
    if (year != latestYear || month != latestMonth || day != latestDay) {
      try {
        latestEpochDay = LocalDate.of(year, month, day).toEpochDay();
      } catch (DateTimeException e) {
        sound = false;
        return 0;
      }
      latestYear = year;
      latestMonth = month;
      latestDay = day;
    }
    return latestEpochDay;
  }

  /** A number of some digits, and the byte behind it. */
  private int digits(int count, char end) {
    int number = (int) exactDigits(count);
    sound &= peek() == end;
    position++;
    return number;
  }

  private long exactDigits(int count) {
    int start = position;
    long number = 0;
    while (position < start + count && isDigit(peek())) {
      number = number * 10 + (peek() - '0');
      position++;
    }
    sound &= position == start + count;
    return number;
  }

  /** All digits that come, behind those of a number that was read. */
  private long digits(long before) {
    long number = before;
    while (isDigit(peek())) {
      number = number * 10 + (peek() - '0');
      position++;
    }
    return number;
  }

  private static boolean isDigitCount(int count) {
    return count > 0 && count <= MAX_DIGITS;
  }

  private static boolean isDigit(byte letter) {
    return letter >= '0' && letter <= '9';
  }

  /** The bytes of a text, to {@link #skip}. */
  public static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
