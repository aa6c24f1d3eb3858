package io.finsolutions.pipeline.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KubernetesFormTest {
  @ParameterizedTest
  @MethodSource("folders")
  void everyFieldIsOneThatKubernetesKnows(Path folder) {
    List<Manifest> manifests = Chart.manifests(GoldenCases.values(folder));

    assertThat(manifests)
        .filteredOn(manifest -> !manifest.apiVersion().startsWith("monitoring.coreos.com/"))
        .isNotEmpty()
        .allMatch(KubernetesForm::knows)
        .flatMap(manifest -> KubernetesForm.problem(manifest).stream().toList())
        .isEmpty();
  }

  @Test
  void aMisspeltFieldIsNoticed() {
    Manifest pod =
        Manifest.all("{apiVersion: v1, kind: Pod, spec: {containers: [{securityContxt: {}}]}}")
            .get(0);

    assertThat(KubernetesForm.problem(pod)).hasValueSatisfying(p -> p.contains("securityContxt"));
  }

  static List<Path> folders() {
    return GoldenCases.folders();
  }
}
