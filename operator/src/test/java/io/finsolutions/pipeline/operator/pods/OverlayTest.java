package io.finsolutions.pipeline.operator.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverlayTest {
  private static final PodTemplateSpec MADE =
      read(
          """
          metadata:
            labels: {app: made, part: made}
          spec:
            terminationGracePeriodSeconds: 30
            securityContext: {runAsNonRoot: true, fsGroup: 1}
            tolerations:
            - {key: made, operator: Exists}
            containers:
            - name: main
              image: made
              args: [one, two]
              env:
              - {name: A, value: made}
              - {name: B, value: made}
            volumes:
            - {name: tmp, emptyDir: {sizeLimit: 64Mi}}
          """);

  @Test
  void nothingIsLaidOverByNothing() {
    assertThat(Overlay.apply(MADE, null)).isSameAs(MADE);
    assertThat(Overlay.apply(MADE, new PodTemplateSpec())).isEqualTo(MADE);
  }

  @Test
  void labelsAreAddedAndReplaced() {
    assertThat(over("metadata: {labels: {part: over, team: over}}").getMetadata().getLabels())
        .isEqualTo(Map.of("app", "made", "part", "over", "team", "over"));
  }

  @Test
  void mapsInMapsAreMerged() {
    var security = over("spec: {securityContext: {fsGroup: 2}}").getSpec().getSecurityContext();

    assertThat(security.getRunAsNonRoot()).isTrue();
    assertThat(security.getFsGroup()).isEqualTo(2);
  }

  @Test
  void aContainerOfTheSameNameIsMergedAndKeepsItsPlace() {
    PodTemplateSpec pod =
        over(
            """
            spec:
              containers:
              - {name: sidecar, image: over}
              - {name: main, workingDir: /over}
            """);

    assertThat(pod.getSpec().getContainers())
        .extracting(Container::getName, Container::getImage, Container::getWorkingDir)
        .containsExactly(tuple("main", "made", "/over"), tuple("sidecar", "over", null));
  }

  @Test
  void variablesOfAContainerAreMergedByName() {
    PodTemplateSpec pod =
        over(
            """
            spec:
              containers:
              - name: main
                env:
                - {name: B, value: over}
                - {name: C, value: over}
            """);

    assertThat(pod.getSpec().getContainers().get(0).getEnv())
        .containsExactly(
            new EnvVar("A", "made", null),
            new EnvVar("B", "over", null),
            new EnvVar("C", "over", null));
  }

  @Test
  void aListOfTextsIsReplaced() {
    assertThat(
            over("spec: {containers: [{name: main, args: [three]}]}")
                .getSpec()
                .getContainers()
                .get(0)
                .getArgs())
        .containsExactly("three");
  }

  @Test
  void aListOfWhatHasNoNameIsReplaced() {
    assertThat(over("spec: {tolerations: [{key: over}]}").getSpec().getTolerations())
        .extracting(Toleration::getKey)
        .containsExactly("over");
  }

  @Test
  void aVolumeIsAddedAndAnotherMadeLarger() {
    PodTemplateSpec pod =
        over(
            """
            spec:
              volumes:
              - {name: tmp, emptyDir: {sizeLimit: 1Gi}}
              - {name: extra, configMap: {name: extra}}
            """);

    assertThat(pod.getSpec().getVolumes())
        .extracting(Volume::getName)
        .containsExactly("tmp", "extra");
    assertThat(pod.getSpec().getVolumes().get(0).getEmptyDir().getSizeLimit()).hasToString("1Gi");
  }

  @Test
  void aValueIsReplacedAndTheRestStays() {
    PodTemplateSpec pod = over("spec: {terminationGracePeriodSeconds: 120}");

    assertThat(pod.getSpec().getTerminationGracePeriodSeconds()).isEqualTo(120);
    assertThat(pod.getSpec().getContainers()).isEqualTo(MADE.getSpec().getContainers());
  }

  @Test
  void whatWasMadeStaysAsItIs() {
    PodTemplateSpec before = Serialization.clone(MADE);

    over("metadata: {labels: {app: over}}\nspec: {containers: [{name: main, image: over}]}");

    assertThat(MADE).isEqualTo(before);
  }

  private static PodTemplateSpec over(String overlay) {
    return Overlay.apply(MADE, read(overlay));
  }

  private static PodTemplateSpec read(String yaml) {
    return Serialization.unmarshal(yaml, PodTemplateSpec.class);
  }
}
