package io.finsolutions.pipeline.console.bars;

import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.store.PrintedBar;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Puts lines with the price before into the intervals between bars. */
final class Filler {
  private final BarWidth width;
  private final Instant end;
  private final int limit;
  private final Optional<Instant> handover;
  private final BarSink sink;
  private Instant next;
  private String price;
  private int lines;

  Filler(
      BarWidth width,
      Instant begin,
      Instant end,
      int limit,
      Optional<Instant> handover,
      BarSink sink) {
    this.width = width;
    this.end = end;
    this.limit = limit;
    this.handover = handover;
    this.sink = sink;
    Instant start = width.startOf(begin);
    this.next = start.equals(begin) ? start : start.plus(width.duration());
  }

  /** Intervals are filled from the begin on, with this price until there is another. */
  void begin(String before) {
    price = before;
  }

  void add(PrintedBar bar) throws IOException {
    if (price == null) {
      next = bar.start();
    }
    fillUntil(bar.start());
    price = bar.close();
    if (lines < limit) {
      line(new BarRow.Traded(bar));
    }
  }

  void end() throws IOException {
    if (price != null) {
      fillUntil(end);
    }
    boolean isCut = price != null && next.isBefore(end);
    sink.end(isCut ? Optional.of(next) : Optional.empty());
  }

  private void fillUntil(Instant instant) throws IOException {
    while (next.isBefore(instant) && lines < limit) {
      boolean isFinal =
          handover.isPresent() && !next.plus(width.duration()).isAfter(handover.get());
      line(new BarRow.Filled(next, width, price, isFinal));
    }
  }

  private void line(BarRow row) throws IOException {
    sink.row(row);
    lines++;
    next = row.end();
  }
}
