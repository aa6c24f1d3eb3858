package io.finsolutions.pipeline.market;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How long bars can be. Every width divides the next one, and all divide a UTC day. */
public enum BarWidth {
  SECOND("1s", 1),
  MINUTE("1m", 60),
  FIVE_MINUTES("5m", 300),
  FIFTEEN_MINUTES("15m", 900),
  HOUR("1h", 3_600),
  FOUR_HOURS("4h", 14_400),
  DAY("1d", 86_400);

  /** The widths that the pipeline keeps, ascending; bars of the others are merged from these. */
  public static final List<BarWidth> STORED = List.of(SECOND, MINUTE, HOUR, DAY);

  private final String label;
  private final long seconds;

  BarWidth(String label, long seconds) {
    this.label = label;
    this.seconds = seconds;
  }

  /**
   * The width of a label.
   *
   * @throws IllegalArgumentException if {@code label} is none of those that there are
   */
  public static BarWidth ofLabel(String label) {
    return Arrays.stream(values())
        .filter(width -> width.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\""
                        + label
                        + "\" is no interval: write one of "
                        + Arrays.stream(values())
                            .map(BarWidth::label)
                            .collect(Collectors.joining(", "))));
  }

  /** What traders write for it: 1s, 1m, 5m, 15m, 1h, 4h or 1d. */
  public String label() {
    return label;
  }

  /** The coarsest width that is stored and divides this one. */
  public BarWidth stored() {
    return STORED.stream().filter(width -> width.compareTo(this) <= 0).reduce(this, (a, b) -> b);
  }

  /** How long a bar of this width is. */
  public Duration duration() {
    return Duration.ofSeconds(seconds);
  }

  /** The start of the bar of this width that {@code time} falls into. */
  public Instant startOf(Instant time) {
    return Instant.ofEpochSecond(startOfEpochSecond(time.getEpochSecond()));
  }

  /** {@link #startOf} on seconds since 1970. */
  long startOfEpochSecond(long epochSecond) {
    return epochSecond - Math.floorMod(epochSecond, seconds);
  }
}
