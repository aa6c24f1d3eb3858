package io.finsolutions.pipeline.console.bars;

import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.store.PrintedBar;
import java.time.Instant;

/** A line of an answer: an interval in which something was traded, or one that is filled. */
public sealed interface BarRow {
  /** Where the interval starts. */
  Instant start();

  /** Where it ends. */
  Instant end();

  /** An interval in which something was traded. */
  record Traded(PrintedBar bar) implements BarRow {
    @Override
    public Instant start() {
      return bar.start();
    }

    @Override
    public Instant end() {
      return bar.end();
    }
  }

  /**
   * An interval in which nothing was traded.
   *
   * @param start where it starts
   * @param width how long it is
   * @param price the close before
   * @param isFinal whether it ends before the hand-over
   */
  record Filled(Instant start, BarWidth width, String price, boolean isFinal) implements BarRow {
    @Override
    public Instant end() {
      return start.plus(width.duration());
    }
  }
}
