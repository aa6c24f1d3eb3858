package io.finsolutions.pipeline.coinbase;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before trying again: exponential with full jitter. The wait after the n-th
 * failure in a row is anywhere between nothing and {@code first · 2ⁿ⁻¹}, at most {@code longest},
 * so that many clients that failed together do not come back together.
 *
 * @param first the longest wait after the first failure; above zero
 * @param longest the longest wait of all; not below {@code first}
 */
public record BackOff(Duration first, Duration longest) {
  private static final int MAX_DOUBLINGS = 30;

  /** Checks the order of the two. */
  public BackOff {
    if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "a back-off from " + first + " to " + longest + " is not an ascending range above zero");
    }
  }

  /**
   * The wait after a failure.
   *
   * @param failures how many failures there were in a row, above zero
   * @param random the source of the jitter
   */
  Duration after(int failures, RandomGenerator random) {
    // Compared before it is doubled, so that no multiplication can overflow.
    Duration bound = first;
    for (int i = 1; i < failures && i <= MAX_DOUBLINGS && bound.compareTo(longest) < 0; i++) {
      bound = bound.multipliedBy(2);
    }
    bound = bound.compareTo(longest) < 0 ? bound : longest;
    return Duration.ofNanos(random.nextLong(bound.toNanos() + 1));
  }
}
