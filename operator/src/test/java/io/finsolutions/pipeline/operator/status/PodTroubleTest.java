package io.finsolutions.pipeline.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodTroubleTest {
  @Test
  void anImageThatIsNotThere() {
    assertThat(
            trouble(
                """
                containerStatuses:
                - state: {waiting: {reason: ImagePullBackOff, message: 'no such image a:1'}}
                """))
        .contains("ImagePullBackOff: no such image a:1");
  }

  @Test
  void aProcessThatEndsAgainAndAgainIsQuotedWithItsLastLine() {
    assertThat(
            trouble(
                """
                containerStatuses:
                - state: {waiting: {reason: CrashLoopBackOff, message: back-off 5m0s}}
                  lastState:
                    terminated: {exitCode: 1, message: "starting\\nproducer: no such topic\\n\\n"}
                """))
        .contains("CrashLoopBackOff: last exit 1: producer: no such topic");
  }

  @Test
  void aPostgresThatGivesUpIsQuotedWithWhyAndNotWithItsShutDown() {
    assertThat(
            trouble(
                """
                containerStatuses:
                - state: {waiting: {reason: CrashLoopBackOff}}
                  lastState:
                    terminated:
                      exitCode: 1
                      message: |
                        LOG:  redo starts at 0/1919DD8
                        FATAL:  the database system is starting up
                        FATAL:  could not write to file "pg_wal/xlogtemp.17": No space left on device
                        LOG:  database system is shut down
                """))
        .contains(
            "CrashLoopBackOff: last exit 1: FATAL:  could not write to file"
                + " \"pg_wal/xlogtemp.17\": No space left on device");
  }

  @Test
  void aProcessThatWantedMoreMemory() {
    assertThat(
            trouble(
                """
                containerStatuses:
                - state: {waiting: {reason: CrashLoopBackOff}}
                  lastState: {terminated: {exitCode: 137, reason: OOMKilled}}
                """))
        .contains(
            "CrashLoopBackOff: last ended for want of memory (OOMKilled): raise its memory limit");
  }

  @Test
  void aSecretThatLacksAKey() {
    assertThat(
            trouble(
                """
                containerStatuses:
                - state:
                    waiting:
                      reason: CreateContainerConfigError
                      message: couldn't find key password in Secret
                """))
        .contains("CreateContainerConfigError: couldn't find key password in Secret");
  }

  @Test
  void anInitContainerComesFirst() {
    assertThat(
            trouble(
                """
                initContainerStatuses:
                - state: {terminated: {exitCode: 3, message: init failed}}
                containerStatuses:
                - state: {waiting: {reason: PodInitializing}}
                """))
        .contains("exit 3: init failed");
  }

  @Test
  void aProcessThatHasFailed() {
    assertThat(
            trouble(
                """
                phase: Failed
                containerStatuses:
                - state: {terminated: {exitCode: 2, message: 'migrate: no such database'}}
                """))
        .contains("exit 2: migrate: no such database");
  }

  @Test
  void anEvictedPod() {
    assertThat(trouble("{phase: Failed, reason: Evicted, message: 'node was low on memory'}"))
        .contains("Evicted: node was low on memory");
  }

  @Test
  void aPodThatFitsNowhere() {
    assertThat(
            trouble(
                """
                phase: Pending
                conditions:
                - type: PodScheduled
                  status: "False"
                  reason: Unschedulable
                  message: "0/3 nodes are available:\\n  insufficient cpu"
                """))
        .contains("Unschedulable: 0/3 nodes are available: insufficient cpu");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{phase: Pending}",
        "{phase: Pending, conditions: [{type: PodScheduled, status: 'True'}]}",
        "{containerStatuses: [{state: {waiting: {reason: ContainerCreating}}}]}",
        "{containerStatuses: [{state: {waiting: {reason: PodInitializing}}}]}",
        "{containerStatuses: [{state: {waiting: {}}}]}",
        "{containerStatuses: [{}]}",
        "{containerStatuses: [{state: {running: {}}, lastState: {terminated: {exitCode: 1}}}]}",
        "{phase: Succeeded, containerStatuses: [{state: {terminated: {exitCode: 0}}}]}"
      })
  void whatGoesItsUsualWayIsNoTrouble(String status) {
    assertThat(trouble(status)).isEmpty();
  }

  @Test
  void aPodThatIsOnItsWayOutIsNoTrouble() {
    Pod pod = pod("2026-01-01T00:00:00Z", "{phase: Failed, reason: Evicted}");
    pod.getMetadata().setDeletionTimestamp("2026-01-01T00:01:00Z");

    assertThat(PodTrouble.of(pod)).isEmpty();
  }

  @Test
  void aPodThatNobodyHasLookedAtIsNoTrouble() {
    Pod pod = pod("2026-01-01T00:00:00Z", "{}");
    pod.setStatus(null);

    assertThat(PodTrouble.of(pod)).isEmpty();
  }

  @Test
  void theNewestPodInTroubleIsAsked() {
    assertThat(
            PodTrouble.of(
                Stream.of(
                    pod("2026-01-01T00:00:00Z", "{phase: Failed, reason: Oldest}"),
                    pod("2026-01-01T00:00:02Z", "{phase: Failed, reason: Newest}"),
                    pod("2026-01-01T00:00:01Z", "{phase: Failed, reason: Middle}"),
                    pod("2026-01-01T00:00:03Z", "{phase: Running}"))))
        .contains("Newest");
  }

  @Test
  void noPodsAreNoTrouble() {
    assertThat(PodTrouble.of(Stream.of())).isEmpty();
  }

  private static Optional<String> trouble(String status) {
    return PodTrouble.of(pod("2026-01-01T00:00:00Z", status));
  }

  private static Pod pod(String created, String status) {
    return Serialization.unmarshal(
        "apiVersion: v1\nkind: Pod\nmetadata: {creationTimestamp: '"
            + created
            + "'}\nstatus:\n"
            + status.indent(2),
        Pod.class);
  }
}
