package io.finsolutions.pipeline.producer.flow;

import java.time.Duration;
import java.time.Instant;

/** When something that may fail is to be tried next. At rest until it is started. */
public final class RetryTimer {
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final int MOST_DOUBLINGS = 10;

  private Instant due = Instant.MAX;
  private int attempts;

  /** How long to wait after so many failed attempts, at least one: doubles from 1 s up to 5 min. */
  public static Duration waitAfter(int attempts) {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }

  /** To be tried at a time. Does nothing if it is started already. */
  void start(Instant at) {
    if (!started()) {
      due = at;
    }
  }

  /** Tried without success: again after a wait. */
  void failed(Instant now) {
    attempts++;
    due = now.plus(waitAfter(attempts));
  }

  /** Not to wait any longer, if it is waiting. */
  void hasten(Instant now) {
    if (started() && due.isAfter(now)) {
      due = now;
    }
  }

  /** The attempt begins: at rest, until it fails or is started again. */
  void begin() {
    due = Instant.MAX;
  }

  /** The attempt succeeded: the next failure is the first. */
  void succeeded() {
    attempts = 0;
  }

  /** Whether it is waiting for an attempt. */
  boolean started() {
    return !due.equals(Instant.MAX);
  }

  /** Whether it is to be tried now. */
  boolean due(Instant now) {
    return !now.isBefore(due);
  }
}
