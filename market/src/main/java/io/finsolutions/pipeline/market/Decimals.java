package io.finsolutions.pipeline.market;

import java.math.BigDecimal;

/** Exact decimal numbers in the one form in which equal values are equal objects. */
final class Decimals {
  private Decimals() {}

  /** The same value without trailing zeros after the point, and never in exponent form. */
  static BigDecimal canonical(BigDecimal value) {
    if (value.scale() == 0) {
      return value;
    }
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
