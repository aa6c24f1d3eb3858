package io.finsolutions.pipeline.charts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NotesTest {
  @Test
  void theFirstPairOfTheNotesIsAManifest() {
    String notes = notes("defaults");
    String pair = notes.substring(notes.indexOf("<<END") + "<<END".length());
    Manifest manifest = Manifest.all(pair.substring(0, pair.indexOf("END")).stripIndent()).get(0);

    assertThat(manifest).hasToString("CryptoPipeline/btc-usd");
    assertThat(manifest.tree().at("/spec/kafka/clusterRef/name").asText()).isEqualTo("kafka");
  }

  @Test
  void theNotesSayWhichOtherOperatorsAreNeeded() {
    assertThat(notes("defaults"))
        .contains("all namespaces", "Strimzi", "spark.jobNamespaces", "CloudNativePG")
        .doesNotContain("Prometheus operator");
    assertThat(notes("everything")).contains("Prometheus operator");
  }

  @Test
  void theNotesNameTheNamespacesThatAreLookedAfter() {
    assertThat(notes("namespaced"))
        .contains("CryptoPipelines in research, trading.", "kubectl get cpl --namespace research");
  }

  @Test
  void theNotesSayHowToOpenTheConsole() {
    assertThat(notes("defaults"))
        .contains(
            "kubectl port-forward --namespace pipelines service/cryptopipeline-console 8080:80",
            "Everybody may look who reaches the console");
    assertThat(notes("everything"))
        .contains("https://markets.example.com/")
        .doesNotContain("port-forward", "Everybody may look", "share one limit");
    assertThat(notes("gateway"))
        .contains("https://markets.example.org/", "share one limit")
        .doesNotContain("port-forward", "Everybody may look");
    assertThat(notes("without-lease")).doesNotContain("Look at the pairs", "port-forward");
  }

  private static String notes(String goldenCase) {
    return Chart.HELM
        .install()
        .withName("cryptopipeline")
        .withNamespace("pipelines")
        .withKubeVersion(Chart.KUBERNETES)
        .withValuesFile(GoldenCases.values(GoldenCases.folder(goldenCase)))
        .clientOnly()
        .dryRun()
        .skipCrds()
        .debug()
        .call()
        .getOutput();
  }
}
