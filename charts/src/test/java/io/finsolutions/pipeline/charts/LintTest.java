package io.finsolutions.pipeline.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class LintTest {
  @Test
  void helmFindsNothingToObjectTo() {
    LintResult result = Chart.HELM.lint().strict().call();

    assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
  }

  @Test
  void theChartInstallsTheVersionThatIsBuilt() throws IOException {
    Manifest chart = Manifest.all(Files.readString(Chart.FOLDER.resolve("Chart.yaml"))).get(0);
    String built = System.getProperty("project.version").replace("-SNAPSHOT", "");

    assertThat(chart.tree().path("appVersion").asText()).isEqualTo(built);
    assertThat(chart.tree().path("version").asText()).isEqualTo(built);
  }
}
