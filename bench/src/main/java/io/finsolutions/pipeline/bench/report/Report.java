package io.finsolutions.pipeline.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What one command has measured: a table, what it means, and all that it depends on. */
public final class Report {
  private final String meaning;
  private final List<String> body = new ArrayList<>();
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final String loadBefore = Machine.load();

  /**
   * An empty report, made before the measurement.
   *
   * @param meaning what the figures are, in a sentence or two
   */
  public Report(String meaning) {
    this.meaning = meaning;
  }

  /** Notes a setting that the figures depend on. */
  public Report setting(String name, Object value) {
    settings.put(name, String.valueOf(value));
    return this;
  }

  /** Adds a table, or a paragraph. */
  public Report add(Object part) {
    body.add(part.toString().strip());
    return this;
  }

  @Override
  public String toString() {
    String figures = String.join("\n\n", body);
    String dependsOn =
        settings.entrySet().stream()
            .map(entry -> "- " + entry.getKey() + ": " + entry.getValue() + "\n")
            .collect(Collectors.joining());
    return "%s\n\n%s\n\n- machine: %s\n- load before and after: %s, %s; niceness %s\n%s"
        .formatted(
            meaning,
            figures,
            Machine.describe(),
            loadBefore,
            Machine.load(),
            Machine.niceness(),
            dependsOn);
  }
}
