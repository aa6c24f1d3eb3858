package io.finsolutions.pipeline.operator.freshness;

import io.finsolutions.pipeline.operator.freshness.Look.ProducerView;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from the metrics of a producer what its pair's status shows. */
final class ProducerMetricsReader {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final int OK = 200;
  private static final double MILLIS = 1_000;

  // Not NaN, which a producer says of the age of a trade that it has not had, and not +Inf.
  private static final String NUMBER = "-?[0-9]+(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?";

  private static final Pattern MISSING = gauge("pipeline_producer_missing_ids");
  private static final Pattern FEED_LAG = gauge("pipeline_producer_feed_lag_seconds");

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  /** What a producer says; nothing if it does not answer. */
  Optional<ProducerView> read(URI metrics) throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(metrics).timeout(TIMEOUT).build();
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == OK ? parse(answer.body()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

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
