package io.finsolutions.pipeline.bench.report;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** Figures as people read them. */
public final class Figures {
  private static final double MEBIBYTE = 1 << 20;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;

  private Figures() {}

  /** Megabytes of 2^20 bytes, whole. */
  public static String megabytes(double bytes) {
    return String.format(Locale.ROOT, "%.0f", bytes / MEBIBYTE);
  }

  /** Seconds with two digits. */
  public static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.2f", duration.toNanos() / NANOS_PER_SECOND);
  }

  /** Milliseconds with one digit. */
  public static String millis(double nanos) {
    return String.format(Locale.ROOT, "%.1f", nanos / NANOS_PER_MILLI);
  }

  /** A share or another small number with two digits. */
  public static String share(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /** A large number in groups of three digits. */
  public static String whole(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  /** The median of what was measured repeatedly, and the lowest and highest in brackets. */
  public static String spread(List<Double> values, DoubleFunction<String> format) {
    List<Double> sorted = values.stream().sorted().toList();
    String median = format.apply(sorted.get(sorted.size() / 2));
    return sorted.size() == 1
        ? median
        : median
            + " ("
            + format.apply(sorted.get(0))
            + " to "
            + format.apply(sorted.get(sorted.size() - 1))
            + ")";
  }
}
