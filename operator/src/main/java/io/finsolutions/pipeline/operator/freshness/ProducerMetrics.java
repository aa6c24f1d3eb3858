package io.finsolutions.pipeline.operator.freshness;

import io.finsolutions.pipeline.operator.freshness.Look.ProducerView;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads out of the metrics of a producer what its pair's status shows. */
final class ProducerMetrics {
  private static final double MILLIS = 1_000;

  // Not NaN, which a producer says of the age of a trade that it has not had, and not +Inf.
  private static final String NUMBER = "-?[0-9]+(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?";

  private static final Pattern MISSING = gauge("pipeline_producer_missing_ids");
  private static final Pattern FEED_LAG = gauge("pipeline_producer_feed_lag_seconds");

  private ProducerMetrics() {}

  /** What a producer says; nothing if these are not the metrics of one. */
  static Optional<ProducerView> parse(String metrics) {
    OptionalDouble missing = value(MISSING, metrics);
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    OptionalDouble lag = value(FEED_LAG, metrics);
    return Optional.of(
        new ProducerView(
            (long) missing.getAsDouble(),
            lag.isPresent()
                ? Optional.of(Duration.ofMillis((long) (lag.getAsDouble() * MILLIS)))
                : Optional.empty()));
  }

  private static Pattern gauge(String name) {
    return Pattern.compile(
        "^" + name + "(?:\\{[^}]*})? (" + NUMBER + ")(?:\\s|$)", Pattern.MULTILINE);
  }

  private static OptionalDouble value(Pattern gauge, String metrics) {
    Matcher matcher = gauge.matcher(metrics);
    return matcher.find()
        ? OptionalDouble.of(Double.parseDouble(matcher.group(1)))
        : OptionalDouble.empty();
  }
}
