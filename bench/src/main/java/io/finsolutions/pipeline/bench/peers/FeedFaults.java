package io.finsolutions.pipeline.bench.peers;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a feed makes of trades: some come twice, some late, some never. Not safe for use by several
 * threads.
 */
final class FeedFaults {
  /** The share that comes twice. */
  static final double DUPLICATED = 0.02;

  /** The share that comes late, and so out of order. */
  static final double LATE = 0.05;

  /** The share that never comes. */
  static final double LOST = 0.01;

  /** How late at most. */
  static final Duration LATEST = Duration.ofSeconds(3);

  private final SplittableRandom random;

  FeedFaults(long seed) {
    random = new SplittableRandom(seed);
  }

  /** After which times the next trade comes; none if it never does. */
  List<Duration> next() {
    double fate = random.nextDouble();
    if (fate < LOST) {
      return List.of();
    }
    if (fate < LOST + DUPLICATED) {
      return List.of(Duration.ZERO, delay());
    }
    return List.of(fate < LOST + DUPLICATED + LATE ? delay() : Duration.ZERO);
  }

  private Duration delay() {
    return Duration.ofNanos(random.nextLong(LATEST.toNanos()));
  }
}
