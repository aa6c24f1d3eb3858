package io.finsolutions.pipeline.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The lists of metrics are those of the sources. */
class ExportedMetricsTest {
  private static final Pattern SUFFIX =
      Pattern.compile("(_total|_seconds(_bucket|_count|_sum|_max)?)$");

  @Test
  void theProducersListNamesWhatItRegisters() throws IOException {
    Set<String> registered =
        names(
            Path.of("../producer-image/src/main/java"),
            "pipeline.producer.",
            Pattern.compile(
                "(?:counter|gauge|seconds)\\(\\s*\"([a-z.]+)\"|PREFIX \\+ \"([a-z.]+)\""));

    assertThat(withoutSuffixes("producer")).isEqualTo(registered);
  }

  @Test
  void theSpeedLayersListNamesWhatItRegisters() throws IOException {
    Set<String> registered =
        names(
            Path.of("../spark-images/streaming/src/main/java"),
            "pipeline.speed.",
            Pattern.compile(
                "builder\\(\\s*\"pipeline_speed_([a-z_]+)\"|counter\\(\\s*registry,\\s*\"([a-z_]+)\""));

    assertThat(withoutSuffixes("speed-layer")).isEqualTo(registered);
  }

  @Test
  void theReferenceTellsOfEachAndOfNoOther() {
    Set<String> exported =
        ExportedMetrics.all().stream()
            .map(name -> name.replaceAll("_seconds_(bucket|count|sum|max)$", "_seconds"))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> told =
        Pattern.compile("(?m)^\\| `([a-z_]+)` \\|")
            .matcher(Manifest.read(Path.of("../docs/reference/metrics.md")))
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(told).isEqualTo(exported);
  }

  private static Set<String> names(Path sources, String prefix, Pattern literal)
      throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .flatMap(file -> literal.matcher(Manifest.read(file)).results())
          .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
          .map(name -> (prefix + name).replace('.', '_'))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Set<String> withoutSuffixes(String process) {
    return ExportedMetrics.of(process).stream()
        .map(name -> SUFFIX.matcher(name).replaceAll(""))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
