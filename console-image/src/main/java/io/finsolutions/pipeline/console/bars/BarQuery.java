package io.finsolutions.pipeline.console.bars;

import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.store.BarStore;
import io.finsolutions.pipeline.store.BarStore.Order;
import io.finsolutions.pipeline.store.PrintedBar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Which bars are wanted.
 *
 * @param product the pair
 * @param width how long they are
 * @param from the first instant; empty for the last {@code limit} ones before {@code to}
 * @param to the first instant that is not wanted any more; {@link Instant#MAX} for no end
 * @param limit how many at most
 */
public record BarQuery(
    TradingPair product, BarWidth width, Optional<Instant> from, Instant to, int limit) {
  private static final Instant EARLIEST = Instant.EPOCH;

  /** Reads the bars, and hands them to a sink in ascending order. */
  public void read(BarStore store, BarSink sink) throws SQLException, IOException {
    if (from.isPresent()) {
      readForward(store, sink);
    } else {
      for (PrintedBar bar : last(store, to, limit)) {
        sink.row(new BarRow.Traded(bar));
      }
      sink.end(Optional.empty());
    }
  }

  private void readForward(BarStore store, BarSink sink) throws SQLException, IOException {
    Instant[] next = new Instant[1];
    int[] count = new int[1];
    visit(
        store,
        bar -> {
          if (count[0] < limit) {
            sink.row(new BarRow.Traded(bar));
          } else {
            next[0] = bar.start();
          }
          count[0]++;
        },
        limit + 1);
    sink.end(Optional.ofNullable(next[0]));
  }

  /**
   * Like {@link #read}, with a line for every interval from the first bar on.
   *
   * @param now no interval that begins later is filled
   * @param handover intervals that end before it are final
   */
  public void readFilled(BarStore store, BarSink sink, Instant now, Optional<Instant> handover)
      throws SQLException, IOException {
    Instant end = to.isBefore(now) ? to : width.startOf(now).plus(width.duration());
    Instant begin =
        from.orElseGet(
            () ->
                width.startOf(end.minusNanos(1)).minus(width.duration().multipliedBy(limit - 1L)));
    Filler filler = new Filler(width, begin, end, limit, handover, sink);
    last(store, begin, 1).forEach(before -> filler.begin(before.close()));
    BarQuery range = new BarQuery(product, width, Optional.of(begin), end, limit);
    range.visit(store, filler::add, limit + 1);
    filler.end();
  }

  private List<PrintedBar> last(BarStore store, Instant before, int count) throws SQLException {
    List<PrintedBar> bars = new ArrayList<>();
    store.print(product, width, EARLIEST, before, Order.LATEST_FIRST, count, bars::add);
    Collections.reverse(bars);
    return bars;
  }

  private interface Visitor {
    void visit(PrintedBar bar) throws IOException;
  }

  private void visit(BarStore store, Visitor visitor, int most) throws SQLException, IOException {
    try {
      store.print(
          product,
          width,
          from.orElseThrow(),
          to,
          Order.EARLIEST_FIRST,
          most,
          bar -> {
            try {
              visitor.visit(bar);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
