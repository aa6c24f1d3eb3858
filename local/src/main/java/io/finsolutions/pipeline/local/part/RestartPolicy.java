package io.finsolutions.pipeline.local.part;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Decides how long to pause before a part is started again: twice as long each time, beginning anew
 * once it has not ended for a while.
 */
public final class RestartPolicy {
  private static final Duration WHILE = Duration.ofMinutes(1);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final int MOST_ENDS = 5;

  private final Duration firstPause;
  private final int mostEnds;
  private final Deque<Long> ends = new ArrayDeque<>();

  private RestartPolicy(Duration firstPause, int mostEnds) {
    this.firstPause = firstPause;
    this.mostEnds = mostEnds;
  }

  /** A policy for one part, of which the fifth end within a minute is the last. */
  public static RestartPolicy givingUp() {
    return givingUp(FIRST_PAUSE);
  }

  static RestartPolicy givingUp(Duration firstPause) {
    return new RestartPolicy(firstPause, MOST_ENDS);
  }

  /** A policy for one part that is started again however often it ends. */
  public static RestartPolicy neverGivingUp() {
    return new RestartPolicy(FIRST_PAUSE, Integer.MAX_VALUE);
  }

  /**
   * The pause after an end, two seconds at most; nothing if it was the last.
   *
   * @param nanos when it ended, as {@link System#nanoTime()} shows
   */
  Optional<Duration> pauseAfterEnd(long nanos) {
    while (!ends.isEmpty() && nanos - ends.peekFirst() > WHILE.toNanos()) {
      ends.removeFirst();
    }
    ends.addLast(nanos);
    if (ends.size() >= mostEnds) {
      return Optional.empty();
    }
    Duration pause = firstPause;
    for (int end = 1; end < ends.size() && pause.compareTo(LONGEST_PAUSE) < 0; end++) {
      pause = pause.multipliedBy(2);
    }
    return Optional.of(pause);
  }
}
