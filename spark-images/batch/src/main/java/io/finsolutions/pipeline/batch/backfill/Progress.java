package io.finsolutions.pipeline.batch.backfill;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * Shows how far a backfill is: on a terminal in one line that is written over, elsewhere in a line
 * each ten seconds.
 */
public final class Progress {
  private static final Duration TERMINAL_EVERY = Duration.ofMillis(200);
  private static final Duration PLAIN_EVERY = Duration.ofSeconds(10);

  /** So far back goes the speed by which the time left is told. */
  private static final Duration OF_LATE = Duration.ofSeconds(60);

  private final PrintWriter out;
  private final boolean terminal;
  private final LongSupplier nanos;
  private final Deque<Mark> marks = new ArrayDeque<>();
  private String what = "";
  private long done;
  private long total;
  private long shownAt;
  private long shownDone;
  private int shownLength;

  private record Mark(long nanos, long done) {}

  /**
   * Shows it from now on.
   *
   * @param terminal whether a line can be written over
   * @param nanos a clock that counts up
   */
  public Progress(PrintWriter out, boolean terminal, LongSupplier nanos) {
    this.out = out;
    this.terminal = terminal;
    this.nanos = nanos;
  }

  /** Begins to count something, of which some may be done already. */
  void begin(String counted, long doneBefore, long all) {
    what = counted;
    done = doneBefore;
    total = all;
    marks.clear();
    marks.add(new Mark(nanos.getAsLong(), done));
    show();
  }

  /** More is done. */
  void add(long count) {
    done += count;
    long now = nanos.getAsLong();
    marks.add(new Mark(now, done));
    while (marks.size() > 2 && now - marks.peekFirst().nanos() > OF_LATE.toNanos()) {
      marks.removeFirst();
    }
    Duration every = terminal ? TERMINAL_EVERY : PLAIN_EVERY;
    if (now - shownAt >= every.toNanos()) {
      show();
    }
  }

  /** Says that what was counted is over, done or not. */
  void end() {
    if (what.isEmpty()) {
      return;
    }
    if (done != shownDone) {
      show();
    }
    if (terminal) {
      out.println();
      out.flush();
    }
    what = "";
    shownLength = 0;
  }

  /** Says something, in a line of its own. */
  void say(String line) {
    end();
    out.println(line);
    out.flush();
  }

  private void show() {
    shownAt = nanos.getAsLong();
    shownDone = done;
    String line = ProgressLine.of(what, done, total, perSecond());
    if (terminal) {
      out.print("\r" + line + " ".repeat(Math.max(0, shownLength - line.length())));
      shownLength = line.length();
    } else {
      out.println(line);
    }
    out.flush();
  }

  private double perSecond() {
    Mark first = marks.peekFirst();
    Mark last = marks.peekLast();
    long took = last.nanos() - first.nanos();
    return took > 0 ? (last.done() - first.done()) * 1e9 / took : 0;
  }
}
