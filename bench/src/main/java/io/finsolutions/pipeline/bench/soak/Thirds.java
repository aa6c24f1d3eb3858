package io.finsolutions.pipeline.bench.soak;

import io.finsolutions.pipeline.bench.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Holds the last third of some samples against the first. */
final class Thirds {
  private final List<SoakSample> samples;
  private final double mostGrowth;

  /**
   * Samples in the order of time.
   *
   * @param samples at least three
   * @param mostGrowth the ratio above which a value is said to have grown
   */
  Thirds(List<SoakSample> samples, double mostGrowth) {
    this.samples = samples;
    this.mostGrowth = mostGrowth;
  }

  /** A row for each value: its mean in the first third and in the last, and their ratio. */
  Table table() {
    Table table = new Table("what", "first third", "last third", "ratio");
    for (String name : names()) {
      table.row(name, text(first(name)), text(last(name)), text(ratio(name)));
    }
    return table;
  }

  /** What has grown by more than is allowed. */
  List<String> grown() {
    List<String> grown = new ArrayList<>();
    for (String name : names()) {
      if (ratio(name) > mostGrowth) {
        grown.add(name);
      }
    }
    return grown;
  }

  private List<String> names() {
    return List.copyOf(samples.get(samples.size() - 1).values().keySet());
  }

  private double ratio(String name) {
    double first = first(name);
    double last = last(name);
    return first == last ? 1 : last / first;
  }

  private double first(String name) {
    return mean(samples.subList(0, samples.size() / 3), name);
  }

  private double last(String name) {
    return mean(samples.subList(samples.size() - samples.size() / 3, samples.size()), name);
  }

  /** Of the samples that have the value: a table has no size of a row before its first one. */
  private static double mean(List<SoakSample> samples, String name) {
    return samples.stream()
        .mapToDouble(sample -> sample.values().getOrDefault(name, Double.NaN))
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }

  private static String text(double value) {
    return Double.isNaN(value)
        ? "-"
        : String.format(Locale.ROOT, value < 100 ? "%,.2f" : "%,.0f", value);
  }
}
