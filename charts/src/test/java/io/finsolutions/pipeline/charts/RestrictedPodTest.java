package io.finsolutions.pipeline.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pod of the chart is one that a namespace with restricted Pod Security lets in. */
class RestrictedPodTest {
  private static final Set<String> VOLUMES =
      Set.of(
          "configMap", "downwardAPI", "emptyDir", "persistentVolumeClaim", "projected", "secret");

  private record Pod(Manifest manifest, JsonNode spec) {
    @Override
    public String toString() {
      return manifest.toString();
    }
  }

  @ParameterizedTest
  @MethodSource("pods")
  void runsAsNobodyInParticular(Pod pod) {
    JsonNode security = pod.spec().path("securityContext");

    assertThat(security.path("runAsNonRoot").asBoolean()).isTrue();
    assertThat(security.path("runAsUser").asInt(1)).isPositive();
    assertThat(security.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
  }

  @ParameterizedTest
  @MethodSource("pods")
  void sharesNothingWithItsNode(Pod pod) {
    assertThat(List.of("hostNetwork", "hostPID", "hostIPC"))
        .noneMatch(field -> pod.spec().path(field).asBoolean());
    for (JsonNode volume : pod.spec().path("volumes")) {
      assertThat(volume.properties()).extracting(e -> e.getKey()).containsAnyElementsOf(VOLUMES);
    }
  }

  @ParameterizedTest
  @MethodSource("pods")
  void itsContainersCannotGainRightsNorWriteTheirRoot(Pod pod) {
    for (JsonNode container : pod.spec().path("containers")) {
      JsonNode security = container.path("securityContext");
      assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
      assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
      assertThat(security.path("privileged").asBoolean()).isFalse();
      assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
      assertThat(security.at("/capabilities/add").isMissingNode()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("pods")
  void saysWhatItAsksForAndMayTake(Pod pod) {
    for (JsonNode container : pod.spec().path("containers")) {
      assertThat(container.at("/resources/requests/memory").asText()).isNotEmpty();
      assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("pods")
  void getsNoVariablesFromServices(Pod pod) {
    assertThat(pod.spec().path("enableServiceLinks").asBoolean(true)).isFalse();
  }

  @Test
  void onlyOperatorAndConsoleGetAToken() {
    assertThat(pods())
        .filteredOn(pod -> pod.spec().path("automountServiceAccountToken").asBoolean(true))
        .extracting(pod -> pod.spec().at("/containers/0/name").asText())
        .isNotEmpty()
        .containsOnly("operator", "console");
  }

  static List<Pod> pods() {
    return GoldenCases.folders().stream()
        .flatMap(folder -> Chart.manifests(GoldenCases.values(folder)).stream())
        .flatMap(manifest -> manifest.podSpec().map(spec -> new Pod(manifest, spec)).stream())
        .toList();
  }
}
