package io.finsolutions.pipeline.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.finsolutions.pipeline.operator.SamplePair;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every pod that is made, whatever the pair. */
class RestrictedPodsTest {
  private static final String EXECUTORS =
      """
      kafka: {clusterRef: {name: events, authentication: ScramSha512}, topics: {partitions: 2}}
      streaming: {executors: 2}
      batch: {executors: 2, archive: {warehouse: 's3://bucket/archive'}}
      """;

  static Stream<Arguments> pods() {
    return Stream.of(
            SamplePair.STRIMZI,
            EXECUTORS,
            "kafka: {clusterRef: {name: events, namespace: kafka, authentication: Tls}}\n"
                + "database: {cloudNativePg: {}}",
            "kafka: {bootstrapServers: 'kafka:9093', credentialsSecret: kafka-user, tls: {}}\n"
                + "database: {external: {secretName: warehouse}}",
            SamplePair.STRIMZI + "\nbatch: {archive: {storage: {size: 10Gi}}}")
        .flatMap(spec -> MadePod.of(SamplePair.of(spec)).stream().map(pod -> pair(pod, spec)));
  }

  private static Arguments pair(MadePod pod, String spec) {
    return Arguments.of(pod, spec);
  }

  @ParameterizedTest(name = "{0} of {1}")
  @MethodSource("pods")
  void isNotRootAndMayMakeNoSystemCallsOfItsOwn(MadePod pod, String spec) {
    var security = pod.spec().getSecurityContext();

    assertThat(security.getRunAsNonRoot()).isTrue();
    assertThat(security.getRunAsUser()).isPositive();
    assertThat(security.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
  }

  @ParameterizedTest(name = "{0} of {1}")
  @MethodSource("pods")
  void hasContainersWithoutPrivileges(MadePod pod, String spec) {
    assertThat(containers(pod))
        .isNotEmpty()
        .allSatisfy(
            container -> {
              SecurityContext security = container.getSecurityContext();
              assertThat(security.getAllowPrivilegeEscalation()).isFalse();
              assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
              assertThat(security.getCapabilities().getAdd()).isEmpty();
              assertThat(security.getReadOnlyRootFilesystem()).isTrue();
              assertThat(security.getPrivileged()).isNull();
            });
  }

  @ParameterizedTest(name = "{0} of {1}")
  @MethodSource("pods")
  void usesNothingOfItsNode(MadePod pod, String spec) {
    assertThat(pod.spec().getHostNetwork()).isNull();
    assertThat(pod.spec().getHostPID()).isNull();
    assertThat(pod.spec().getVolumes()).allMatch(volume -> volume.getHostPath() == null);
  }

  @ParameterizedTest(name = "{0} of {1}")
  @MethodSource("pods")
  void asksForCpuAndMemoryAndHasLimitsOfBoth(MadePod pod, String spec) {
    assertThat(containers(pod))
        .allSatisfy(
            container -> {
              assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
              assertThat(container.getResources().getLimits()).containsKeys("cpu", "memory");
            });
  }

  @ParameterizedTest(name = "{0} of {1}")
  @MethodSource("pods")
  void isWatchedIfItRunsLong(MadePod pod, String spec) {
    Container container = pod.container();

    assertThat(container.getStartupProbe() != null).isEqualTo(pod.runsLong());
    assertThat(container.getReadinessProbe() != null).isEqualTo(pod.runsLong());
    assertThat(container.getLivenessProbe() != null).isEqualTo(pod.runsLong());
  }

  @ParameterizedTest(name = "{0} of {1}")
  @MethodSource("pods")
  void hasATokenOnlyIfItStartsOtherPods(MadePod pod, String spec) {
    boolean startsPods = Set.of("driver", "batch").contains(pod.name()) && spec.equals(EXECUTORS);

    assertThat(pod.spec().getAutomountServiceAccountToken()).isEqualTo(startsPods);
  }

  @ParameterizedTest(name = "{0} of {1}")
  @MethodSource("pods")
  void hasNoSettingsThatServicesWouldBring(MadePod pod, String spec) {
    assertThat(pod.spec().getEnableServiceLinks()).isFalse();
  }

  @ParameterizedTest(name = "{0} of {1}")
  @MethodSource("pods")
  void leavesBehindWhatItSaidLast(MadePod pod, String spec) {
    assertThat(containers(pod))
        .allSatisfy(
            container ->
                assertThat(container.getTerminationMessagePolicy())
                    .isEqualTo("FallbackToLogsOnError"));
  }

  @ParameterizedTest(name = "{0} of {1}")
  @MethodSource("pods")
  void canWriteToItsScratchAndMountsOnlyVolumesThatItHas(MadePod pod, String spec) {
    List<String> volumes =
        pod.spec().getVolumes().stream().map(volume -> volume.getName()).toList();
    List<VolumeMount> mounts = pod.container().getVolumeMounts();

    assertThat(mounts)
        .filteredOn(mount -> mount.getMountPath().equals("/tmp"))
        .singleElement()
        .satisfies(mount -> assertThat(mount.getReadOnly()).isNull());
    assertThat(mounts)
        .extracting(VolumeMount::getName)
        .containsExactlyInAnyOrderElementsOf(volumes);
  }

  @Test
  void everyKindOfPodIsLookedAt() {
    assertThat(pods().map(pod -> pod.get()[0].toString()).distinct())
        .containsExactlyInAnyOrder(
            "database", "migration", "producer", "driver", "executor", "batch", "batch-executor");
  }

  private static List<Container> containers(MadePod pod) {
    return Stream.concat(
            pod.spec().getInitContainers().stream(), pod.spec().getContainers().stream())
        .toList();
  }
}
