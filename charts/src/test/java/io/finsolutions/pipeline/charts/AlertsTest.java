package io.finsolutions.pipeline.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlertsTest {
  private record Alert(JsonNode rule) {
    @Override
    public String toString() {
      return rule.path("alert").asText();
    }
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void looksAtMetricsThatAreExported(Alert alert) {
    assertThat(new Expression(alert.rule().path("expr").asText()).metrics())
        .isNotEmpty()
        .isSubsetOf(ExportedMetrics.all());
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void saysWhatIsWrongAndWhatToDo(Alert alert) {
    assertThat(alert.rule().at("/labels/severity").asText()).isIn("critical", "warning");
    for (String part : List.of("summary", "description", "runbook")) {
      assertThat(alert.rule().at("/annotations/" + part).asText()).as(part).isNotEmpty();
    }
  }

  @Test
  void noTwoHaveOneName() {
    assertThat(alerts()).extracting(Alert::toString).doesNotHaveDuplicates();
  }

  @Test
  void theChartHandsThemOnAsTheyAre() {
    Manifest rule =
        GoldenCases.manifests("everything").stream()
            .filter(manifest -> manifest.kind().equals("PrometheusRule"))
            .findFirst()
            .orElseThrow();

    assertThat(rule.tree().path("spec")).isEqualTo(groups());
  }

  static List<Alert> alerts() {
    List<Alert> alerts = new ArrayList<>();
    for (JsonNode group : groups().path("groups")) {
      group.path("rules").forEach(rule -> alerts.add(new Alert(rule)));
    }
    return alerts;
  }

  private static JsonNode groups() {
    return Manifest.all(Chart.FOLDER.resolve("alerts/cryptopipeline.yaml")).get(0).tree();
  }
}
