package io.finsolutions.pipeline.batch.backfill;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** How far a piece of work is, in a line of less than 80 characters. */
final class ProgressLine {
  private static final int BAR = 12;

  private ProgressLine() {}

  /**
   * A line with a bar.
   *
   * @param what what is counted, in the plural
   * @param done how many are done, those of earlier runs among them
   * @param total how many there are
   * @param perSecond how many were done a second, of late
   */
  static String of(String what, long done, long total, double perSecond) {
    double share = total == 0 ? 1 : (double) done / total;
    int filled = (int) (share * BAR);
    return String.format(
        Locale.ROOT,
        "%s [%s%s] %5.1f%%  %,d of %,d%s%s",
        what,
        "#".repeat(filled),
        "-".repeat(BAR - filled),
        // Never 100 before it is.
        Math.floor(share * 1_000) / 10,
        done,
        total,
        perSecond >= 10 ? String.format(Locale.ROOT, "  %,.0f/s", perSecond) : "",
        left(total - done, perSecond).map(time -> "  " + time + " left").orElse(""));
  }

  private static Optional<String> left(long open, double perSecond) {
    if (open == 0 || !(perSecond > 0)) {
      return Optional.empty();
    }
    return Optional.of(words(Duration.ofSeconds((long) Math.ceil(open / perSecond))));
  }

  /** The two greatest units of a length of time, such as {@code 1h 05m}. */
  static String words(Duration length) {
    if (length.toHours() > 0) {
      return "%dh %02dm".formatted(length.toHours(), length.toMinutesPart());
    }
    return length.toMinutes() > 0
        ? "%dm %02ds".formatted(length.toMinutes(), length.toSecondsPart())
        : length.toSeconds() + "s";
  }
}
