package io.finsolutions.pipeline.coinbase;

import java.time.Duration;

/**
 * Spreads requests evenly over time, in the order in which they were asked for, over all threads.
 */
final class RequestPace {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final long interval;
  private final MonotonicTime time;
  private long nextTurn;
  private long heldUntil;

  RequestPace(int requestsPerSecond, MonotonicTime time) {
    this.interval = NANOS_PER_SECOND / requestsPerSecond;
    this.time = time;
    this.nextTurn = time.nanos();
    this.heldUntil = nextTurn;
  }

  /** Waits until the next request may be sent. */
  void awaitTurn() throws InterruptedException {
    long turn;
    do {
      turn = takeTurn();
      time.sleep(Duration.ofNanos(Math.max(turn - time.nanos(), 0)));
    } while (isHeldAt(turn)); // Held back while it slept: the turn is void.
  }

  /** Sends no more requests for a while, whichever thread they come from. */
  synchronized void holdBack(Duration duration) {
    long until = time.nanos() + duration.toNanos();
    if (until - heldUntil > 0) {
      heldUntil = until;
    }
    if (heldUntil - nextTurn > 0) {
      nextTurn = heldUntil;
    }
  }

  private synchronized long takeTurn() {
    long now = time.nanos();
    long turn = nextTurn - now > 0 ? nextTurn : now;
    nextTurn = turn + interval;
    return turn;
  }

  private synchronized boolean isHeldAt(long turn) {
    return heldUntil - turn > 0;
  }
}
