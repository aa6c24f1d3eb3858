package io.finsolutions.pipeline.signals;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Rounds what was computed to what a person reads, and what decides. */
final class Figures {
  /** Of prices: enough for a cent of a million, and for coins that cost a millionth. */
  private static final MathContext PRICE = new MathContext(8, RoundingMode.HALF_UP);

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
