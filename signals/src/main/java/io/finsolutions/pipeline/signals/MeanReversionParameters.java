package io.finsolutions.pipeline.signals;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What can be chosen of {@link MeanReversion}.
 *
 * @param span how many bars the middle of the bands is the mean of
 * @param width how many standard deviations the bands are away from it, from 1 to 5
 */
record MeanReversionParameters(int span, BigDecimal width) {
  static final MeanReversionParameters DEFAULT =
      new MeanReversionParameters(20, BigDecimal.valueOf(2));

  MeanReversionParameters {
    Parameters.requireSpan("span", span);
    if (span < 2) {
      throw new IllegalArgumentException("span=" + span + " is not enough for a deviation: 2 is");
    }
    Parameters.requireBetween("width", width, 1, 5);
  }

  static MeanReversionParameters of(Map<String, BigDecimal> values) {
    return new MeanReversionParameters(Parameters.whole("span", values), values.get("width"));
  }

  /** All of them by the names that they have in a formula. */
  Map<String, BigDecimal> values() {
    Map<String, BigDecimal> values = new LinkedHashMap<>();
    values.put("span", BigDecimal.valueOf(span));
    values.put("width", width);
    return values;
  }
}
