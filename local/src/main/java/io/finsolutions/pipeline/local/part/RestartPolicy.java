package io.finsolutions.pipeline.local.part;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Decides how long to pause before a part is started again: twice as long each time, beginning anew
 * once it has not ended for a while. Too many ends within that while are the last.
 */
final class RestartPolicy {
  private static final Duration WHILE = Duration.ofMinutes(1);
  private static final int MOST_ENDS = 5;

  private final Duration firstPause;
  private final Deque<Long> ends = new ArrayDeque<>();

  /** A policy for one part. */
  RestartPolicy(Duration firstPause) {
    this.firstPause = firstPause;
  }

  /**
   * The pause after an end; nothing if the part ended five times within a minute.
   *
   * @param nanos when it ended, as {@link System#nanoTime()} shows
   */
  Optional<Duration> pauseAfterEnd(long nanos) {
    while (!ends.isEmpty() && nanos - ends.peekFirst() > WHILE.toNanos()) {
      ends.removeFirst();
    }
    ends.addLast(nanos);
    return ends.size() >= MOST_ENDS
        ? Optional.empty()
        : Optional.of(firstPause.multipliedBy(1L << (ends.size() - 1)));
  }
}
