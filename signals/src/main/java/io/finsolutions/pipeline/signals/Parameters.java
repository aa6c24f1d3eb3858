package io.finsolutions.pipeline.signals;

import java.math.BigDecimal;
import java.util.Map;

/** What holds of the parameters of every strategy. */
final class Parameters {
  /** Beyond it a judgement would need more bars than anybody reads at once. */
  private static final int LONGEST_SPAN = 500;

  private Parameters() {}

  static int whole(String name, Map<String, BigDecimal> values) {
    BigDecimal value = values.get(name);
    if (value.stripTrailingZeros().scale() > 0) {
      throw new IllegalArgumentException(
          name + "=" + Figures.plain(value) + " is not a whole number");
    }
    return value.intValueExact();
  }

  static void requireSpan(String name, int bars) {
    requireBetween(name, BigDecimal.valueOf(bars), 1, LONGEST_SPAN);
  }

  static void requireBetween(String name, BigDecimal value, int least, int most) {
    if (value.compareTo(BigDecimal.valueOf(least)) < 0
        || value.compareTo(BigDecimal.valueOf(most)) > 0) {
      throw new IllegalArgumentException(
          "%s=%s is not within %d and %d".formatted(name, Figures.plain(value), least, most));
    }
  }
}
