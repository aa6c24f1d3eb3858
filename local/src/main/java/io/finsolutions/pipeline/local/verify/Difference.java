package io.finsolutions.pipeline.local.verify;

import java.time.Instant;

/**
 * Where a row is not what it should be.
 *
 * @param start where the interval of the row starts
 * @param problem what is wrong, in words
 */
public record Difference(Instant start, String problem) {
  @Override
  public String toString() {
    return start + " " + problem;
  }
}
