package io.finsolutions.pipeline.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.operator.api.Phase;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PipelinesTest {
  private static final Path LIST =
      Path.of("../charts/src/test/resources/exported-metrics/operator.txt");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Pipelines pipelines = new Pipelines(registry);

  @Test
  void aPairCountsInThePhaseThatItIsIn() {
    ResourceID pair = new ResourceID("btc-usd", "markets");

    pipelines.note(pair, Phase.STARTING);
    pipelines.note(pair, Phase.RUNNING);
    assertThat(count("Starting")).isZero();
    assertThat(count("Running")).isEqualTo(1);

    pipelines.forget(pair);
    assertThat(count("Running")).isZero();
  }

  @Test
  void theListOfTheChartNamesWhatIsExported() throws IOException {
    Set<String> exported =
        registry
            .scrape()
            .lines()
            .filter(line -> line.startsWith("pipeline_operator_"))
            .map(line -> line.split("[{ ]")[0])
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(Files.readAllLines(LIST))
        .filteredOn(line -> !line.startsWith("#"))
        .containsExactlyElementsOf(exported);
  }

  private double count(String phase) {
    return registry.get("pipeline.operator.pipelines").tag("phase", phase).gauge().value();
  }
}
