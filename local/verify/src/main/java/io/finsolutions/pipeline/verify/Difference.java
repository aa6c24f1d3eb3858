package io.finsolutions.pipeline.verify;

import io.finsolutions.pipeline.market.BarWidth;
import java.time.Instant;
import java.util.Locale;

/**
 * Where a row is not what it should be.
 *
 * @param width the width of the row
 * @param start where the interval of the row starts
 * @param problem what is wrong, in words
 */
public record Difference(BarWidth width, Instant start, String problem) {
  @Override
  public String toString() {
    return width.name().toLowerCase(Locale.ROOT) + " " + start + " " + problem;
  }
}
