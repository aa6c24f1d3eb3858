package io.finsolutions.pipeline.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.harness.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What Prometheus sees of a console, held against the list that the chart's alerts go by. */
class MetricsIT {
  private static final Path LIST =
      Path.of("../charts/src/test/resources/exported-metrics/console.txt");

  @Test
  void theListOfTheChartNamesWhatIsExported() throws Exception {
    try (TestConsole console = TestConsole.of(TestPipeline.of("BTC-USD"))) {
      console.get("/v1/products");
      try (InputStream events =
          console.uri().resolve("/v1/products/BTC-USD/bars/stream").toURL().openStream()) {
        assertThat(events.read()).isNotNegative();

        Eventually.passes(() -> assertThat(names(console.metrics())).isEqualTo(list()));
      }
    }
  }

  private static Set<String> names(String metrics) {
    return metrics
        .lines()
        .filter(line -> line.startsWith("console_"))
        .map(line -> line.split("[{ ]")[0])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> list() throws IOException {
    return Files.readAllLines(LIST).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
