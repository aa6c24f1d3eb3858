package io.finsolutions.pipeline.batch.backfill;

/** Tells a backfill that it is to end, at a place where nothing is lost. */
public final class StopSignal {
  private Thread waiting;
  private boolean given;

  /** Not given yet. */
  public StopSignal() {}

  /** Ends what waits for the exchange at once, and all else before its next step. */
  public synchronized void give() {
    given = true;
    if (waiting != null) {
      waiting.interrupt();
    }
  }

  /**
   * Goes on unless it was given.
   *
   * @throws InterruptedException if it was
   */
  synchronized void check() throws InterruptedException {
    if (given) {
      throw new InterruptedException("told to stop");
    }
  }

  /** Does something that may be cut short. */
  <T, E extends Exception> T cutShort(Waiting<T, E> work) throws E, InterruptedException {
    synchronized (this) {
      check();
      waiting = Thread.currentThread();
    }
    try {
      return work.get();
    } finally {
      synchronized (this) {
        waiting = null;
        // What comes next is not to be cut short by a signal that came a moment too late.
        Thread.interrupted();
      }
    }
  }

  /** Something that waits for the exchange. */
  @FunctionalInterface
  interface Waiting<T, E extends Exception> {
    /** Waits. */
    T get() throws E, InterruptedException;
  }
}
