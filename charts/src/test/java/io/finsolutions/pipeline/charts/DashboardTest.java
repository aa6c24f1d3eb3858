package io.finsolutions.pipeline.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DashboardTest {
  private record Panel(JsonNode tree) {
    @Override
    public String toString() {
      return tree.path("title").asText();
    }
  }

  @ParameterizedTest
  @MethodSource("panels")
  void showsMetricsThatAreExported(Panel panel) {
    for (JsonNode target : panel.tree().path("targets")) {
      assertThat(new Expression(target.path("expr").asText()).metrics())
          .isNotEmpty()
          .isSubsetOf(ExportedMetrics.all());
    }
  }

  @Test
  void noTwoPanelsLieOnOneAnother() throws JsonProcessingException {
    Set<String> cells = new HashSet<>();
    for (Panel panel : panels()) {
      JsonNode place = panel.tree().path("gridPos");
      for (int x = 0; x < place.path("w").asInt(); x++) {
        for (int y = 0; y < place.path("h").asInt(); y++) {
          String cell = (place.path("x").asInt() + x) + "," + (place.path("y").asInt() + y);
          assertThat(cells.add(cell)).as("%s at %s", panel, cell).isTrue();
        }
      }
    }
  }

  static List<Panel> panels() throws JsonProcessingException {
    String text =
        GoldenCases.manifests("everything").stream()
            .filter(manifest -> manifest.name().equals("cryptopipeline-dashboard"))
            .map(manifest -> manifest.tree().path("data").path("cryptopipeline.json").asText())
            .findFirst()
            .orElseThrow();
    List<Panel> panels = new ArrayList<>();
    for (JsonNode panel : new ObjectMapper().readTree(text).path("panels")) {
      if (!panel.path("type").asText().equals("row")) {
        panels.add(new Panel(panel));
      }
    }
    return panels;
  }
}
