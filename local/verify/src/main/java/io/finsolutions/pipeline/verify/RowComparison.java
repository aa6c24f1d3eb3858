package io.finsolutions.pipeline.verify;

import io.finsolutions.pipeline.market.BarWidth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares the rows that there are with those that there should be, column by column. */
final class RowComparison {
  private RowComparison() {}

  /**
   * Every difference, in the order of time.
   *
   * @param width the width of all rows
   * @param expected the rows that there should be
   * @param actual the rows that there are; each has to be among the expected ones
   * @param requiredFrom from where on each expected row has to be there
   */
  static List<Difference> compare(
      BarWidth width, List<ComparedRow> expected, List<ComparedRow> actual, Instant requiredFrom) {
    Map<Instant, ComparedRow> expectedByStart = byStart(expected);
    Map<Instant, ComparedRow> actualByStart = byStart(actual);
    TreeSet<Instant> starts = new TreeSet<>(expectedByStart.keySet());
    starts.addAll(actualByStart.keySet());
    List<Difference> differences = new ArrayList<>();
    for (Instant start : starts) {
      ComparedRow wanted = expectedByStart.get(start);
      ComparedRow found = actualByStart.get(start);
      if (wanted == null) {
        differences.add(
            new Difference(width, start, "is extra: " + new TreeMap<>(found.columns())));
      } else if (found != null) {
        differences.addAll(columns(width, start, wanted, found));
      } else if (!start.isBefore(requiredFrom)) {
        differences.add(
            new Difference(
                width, start, "is missing: " + wanted.columns().get("trades") + " trades"));
      }
    }
    return differences;
  }

  private static List<Difference> columns(
      BarWidth width, Instant start, ComparedRow expected, ComparedRow actual) {
    List<Difference> differences = new ArrayList<>();
    new TreeMap<>(expected.columns())
        .forEach(
            (name, value) -> {
              String found = actual.columns().get(name);
              if (!value.equals(found)) {
                differences.add(
                    new Difference(
                        width, start, name + " is " + found + " and should be " + value));
              }
            });
    return differences;
  }

  private static Map<Instant, ComparedRow> byStart(List<ComparedRow> rows) {
    Map<Instant, ComparedRow> byStart = new TreeMap<>();
    rows.forEach(row -> byStart.put(row.start(), row));
    return byStart;
  }
}
