package io.finsolutions.pipeline.bench.rig;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The metrics of a process at one moment, in Prometheus' text format. */
public record Metrics(List<String> lines) {
  /** Asks a management endpoint. */
  static Metrics of(URI management) throws IOException {
    try (var answer = management.resolve("/metrics").toURL().openStream()) {
      return new Metrics(
          new String(answer.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    }
  }

  /** The sum over all series of a metric. */
  public double sum(String name) {
    return sum(name, "");
  }

  /** The sum over the series of a metric that have a label, written as in {@code area="heap"}. */
  public double sum(String name, String label) {
    return lines.stream()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .filter(line -> line.contains(label))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
