package io.finsolutions.pipeline.local.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The least, the median and the greatest of some times; nothing of no times.
 *
 * @param median of an even number, the lower of the two in the middle
 */
record Spread(Optional<Duration> least, Optional<Duration> median, Optional<Duration> most) {
  private static final String NONE = "-";

  static Spread of(List<Duration> times) {
    List<Duration> sorted = times.stream().sorted().toList();
    if (sorted.isEmpty()) {
      return new Spread(Optional.empty(), Optional.empty(), Optional.empty());
    }
    return new Spread(
        Optional.of(sorted.get(0)),
        Optional.of(sorted.get((sorted.size() - 1) / 2)),
        Optional.of(sorted.get(sorted.size() - 1)));
  }

  /** One of them in seconds. */
  String text(Function<Spread, Optional<Duration>> which) {
    return which.apply(this).map(Spread::seconds).orElse(NONE);
  }

  /** A time in seconds, with one fraction digit. */
  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f", time.toMillis() / 1_000.0);
  }
}
