package io.finsolutions.pipeline.store;

import io.finsolutions.pipeline.market.Bar;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Positive decimals as they are printed: digits, and a point and more digits where there is a
 * fraction, without zeros behind it and never in exponent form. Takes and gives text, since an
 * answer has tens of thousands of them and hardly any is computed with.
 */
final class DecimalText {
  /** With so many digits a number is a long, whatever they are. */
  private static final int SURE_DIGITS = 18;

  private static final long[] POWERS_OF_TEN = new long[SURE_DIGITS + 1];

  static {
    POWERS_OF_TEN[0] = 1;
    for (int i = 1; i < POWERS_OF_TEN.length; i++) {
      POWERS_OF_TEN[i] = POWERS_OF_TEN[i - 1] * 10;
    }
  }

  private DecimalText() {}

  /**
   * A number as the driver prints a numeric, in its one form. In Postgres a sum keeps the fraction
   * digits of its summands, so there may be zeros at its end; and a driver that reads the digits as
   * bits prints what is tiny with an exponent.
   */
  static String canonical(String number) {
    if (number.indexOf('E') >= 0) {
      return canonical(new BigDecimal(number).toPlainString());
    }
    int point = number.indexOf('.');
    if (point < 0) {
      return number;
    }
    int end = number.length();
    while (number.charAt(end - 1) == '0') {
      end--;
    }
    return number.substring(0, end - 1 == point ? point : end);
  }

  /**
   * {@code total / weight}, rounded half up to {@link Bar#AVERAGE_FRACTION_DIGITS}: as {@link
   * Bar#vwap} computes it.
   *
   * @param total zero or more
   * @param weight above zero
   */
  static String average(String total, String weight) {
    int totalFraction = fractionDigits(total);
    int weightFraction = fractionDigits(weight);
    int totalZeros = Math.max(0, weightFraction - totalFraction);
    int weightZeros = Math.max(0, totalFraction - weightFraction);
    // One digit is left for the rest of the division to grow into.
    if (digits(total) + totalZeros > SURE_DIGITS || digits(weight) + weightZeros >= SURE_DIGITS) {
      return averageOfAny(total, weight);
    }
    return average(
        unscaled(total) * POWERS_OF_TEN[totalZeros], unscaled(weight) * POWERS_OF_TEN[weightZeros]);
  }

  /** As one divides on paper, as many digits at a time as a long has room for. */
  private static String average(long total, long weight) {
    long whole = total / weight;
    long rest = total % weight;
    long fraction = 0;
    int room = 1;
    while (room < SURE_DIGITS && weight <= POWERS_OF_TEN[SURE_DIGITS - room - 1]) {
      room++;
    }
    for (int left = Bar.AVERAGE_FRACTION_DIGITS; left > 0; left -= room) {
      long power = POWERS_OF_TEN[Math.min(left, room)];
      fraction = fraction * power + rest * power / weight;
      rest = rest * power % weight;
    }
    if (rest * 2 >= weight) {
      fraction++;
    }
    long one = POWERS_OF_TEN[Bar.AVERAGE_FRACTION_DIGITS];
    return fraction == one ? text(whole + 1, 0) : text(whole, fraction);
  }

  private static String text(long whole, long fraction) {
    if (fraction == 0) {
      return Long.toString(whole);
    }
    String digits = Long.toString(fraction);
    int zeros = Bar.AVERAGE_FRACTION_DIGITS - digits.length();
    return canonical(whole + "." + "0".repeat(zeros) + digits);
  }

  private static String averageOfAny(String total, String weight) {
    BigDecimal average =
        new BigDecimal(total)
            .divide(new BigDecimal(weight), Bar.AVERAGE_FRACTION_DIGITS, RoundingMode.HALF_UP);
    return canonical(average.toPlainString());
  }

  private static int digits(String number) {
    return number.indexOf('.') < 0 ? number.length() : number.length() - 1;
  }

  private static int fractionDigits(String number) {
    int point = number.indexOf('.');
    return point < 0 ? 0 : number.length() - point - 1;
  }

  private static long unscaled(String number) {
    long value = 0;
    for (int i = 0; i < number.length(); i++) {
      char digit = number.charAt(i);
      if (digit != '.') {
        value = value * 10 + digit - '0';
      }
    }
    return value;
  }
}
