package io.finsolutions.pipeline.signals;

import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.TradingPair;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a strategy suggests at the end of a bar, and why.
 *
 * @param product the pair
 * @param width the width of the bars that it was judged by
 * @param time the end of the last of these bars: nothing later is known to it
 * @param action what it suggests
 * @param confidence from 0 to 1
 * @param formula name and version of the strategy, such as {@code trend-and-volume/1}
 * @param reasons sentences for people
 * @param inputs the figures that decided, by name
 */
public record Signal(
    TradingPair product,
    BarWidth width,
    Instant time,
    Action action,
    BigDecimal confidence,
    String formula,
    List<String> reasons,
    SortedMap<String, BigDecimal> inputs) {

  /** Checks the confidence, and copies what could change. */
  public Signal {
    if (confidence.signum() < 0 || confidence.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException(
          "a confidence of " + confidence + " is not within 0 and 1");
    }
    reasons = List.copyOf(reasons);
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
  }
}
