package io.finsolutions.pipeline.batch.postgres;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.store.BarColumns;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/**
 * What has to be written for the rows of a table to be what bars say. Both come by start, and are
 * compared as text: of half a million trades that are counted again hardly any row changes, and one
 * that is written all the same is a dead one and a new one in the database.
 */
final class RowChanges {
  private static final char SEPARATOR = '\t';

  private final Iterator<Bar> bars;
  private final Predicate<Bar> complete;
  private final List<Bar> missing = new ArrayList<>();
  private final List<String> outdated = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  private Bar bar;
  private String row;

  /**
   * The changes that bars need.
   *
   * @param bars by start
   */
  RowChanges(List<Bar> bars, Predicate<Bar> complete) {
    this.bars = bars.iterator();
    this.complete = complete;
  }

  /** Adds a bar and whether it is complete, as COPY writes them and as it reads them. */
  static void appendRow(StringBuilder text, Bar bar, boolean complete) {
    BarColumns.appendCopyText(text, bar);
    text.append(SEPARATOR).append(complete ? 't' : 'f');
  }

  /**
   * Compares with the next row.
   *
   * @param bytes as COPY writes it, in UTC, with its line feed
   */
  void add(byte[] bytes) {
    String there = new String(bytes, 0, bytes.length - 1, StandardCharsets.US_ASCII);
    while (hasBar() && !row.equals(there) && startOf(row).compareTo(startOf(there)) < 0) {
      missing.add(take());
    }
    if (hasBar() && row.equals(there)) {
      take();
      return;
    }
    String start = startOf(there);
    outdated.add(start);
    if (hasBar() && startOf(row).equals(start)) {
      missing.add(take());
    }
  }

  /** There are no more rows. */
  void end() {
    if (bar != null) {
      missing.add(take());
    }
    bars.forEachRemaining(missing::add);
  }

  /** The bars that have no row, or one that says something else. */
  List<Bar> missing() {
    return missing;
  }

  /** The starts of rows that have no bar, or one that says something else. */
  List<String> outdated() {
    return outdated;
  }

  private boolean hasBar() {
    if (bar == null && bars.hasNext()) {
      bar = bars.next();
      text.setLength(0);
      appendRow(text, bar, complete.test(bar));
      row = text.toString();
    }
    return bar != null;
  }

  private Bar take() {
    Bar taken = bar;
    bar = null;
    return taken;
  }

  /** The second column. Of a second in UTC it is as long as any other, and sorts by time. */
  private static String startOf(String row) {
    int from = row.indexOf(SEPARATOR) + 1;
    return row.substring(from, row.indexOf(SEPARATOR, from));
  }
}
