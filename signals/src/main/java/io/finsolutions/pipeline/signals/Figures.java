package io.finsolutions.pipeline.signals;

import io.finsolutions.pipeline.market.Bar;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** Rounds what was computed to what decides, and that to what a person reads. */
final class Figures {
  /** Of prices: enough for a cent of a million, and for coins that cost a millionth. */
  private static final MathContext PRICE = new MathContext(8, RoundingMode.HALF_UP);

  private static final BigDecimal HUNDREDTH = new BigDecimal("0.01");
  private static final BigDecimal MINUS_ONE = BigDecimal.ONE.negate();

  private Figures() {}

  /** Eight digits that count. */
  static BigDecimal price(BigDecimal value) {
    return canonical(value.round(PRICE));
  }

  /** So many digits behind the point. */
  static BigDecimal fraction(BigDecimal value, int digits) {
    return canonical(value.setScale(digits, RoundingMode.HALF_UP));
  }

  /** Within -1 and 1. */
  static BigDecimal voice(BigDecimal value) {
    return value.max(MINUS_ONE).min(BigDecimal.ONE);
  }

  /** How many digits behind the point the closes of bars have, at most. */
  static int priceDigits(List<Bar> bars) {
    return bars.stream().mapToInt(bar -> canonical(bar.close()).scale()).max().orElse(0);
  }

  /**
   * A price that was computed, in words for people: as many digits as prices have that were paid.
   */
  static String pricePlain(BigDecimal value, int digits) {
    return plain(value.setScale(digits, RoundingMode.HALF_UP));
  }

  /** How far prices are apart, in words for people: of little at least two digits that count. */
  static String distancePlain(BigDecimal value, int digits) {
    int twoThatCount = value.scale() - value.precision() + 2;
    return pricePlain(value, Math.max(digits, twoThatCount));
  }

  /** A percentage or a ratio that is not below 0, in words for people. */
  static String hundredths(BigDecimal value) {
    return value.signum() > 0 && value.compareTo(HUNDREDTH) < 0
        ? "less than " + HUNDREDTH
        : plain(fraction(value, HUNDREDTH.scale()));
  }

  /** As people write it. */
  static String plain(BigDecimal value) {
    return canonical(value).toPlainString();
  }

  /** With its sign, also that of a gain. */
  static String signed(BigDecimal value) {
    return value.signum() > 0 ? "+" + plain(value) : plain(value);
  }

  private static BigDecimal canonical(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
