package io.finsolutions.pipeline.harness;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;

/**
 * The statuses by which a kubelet tells a pod's fate. They name no address: the endpoints of a pod
 * that has one but is on no node are refused by the API server, over and over.
 */
final class PodStatuses {
  /** As long as a kubelet waits after the third crash. */
  private static final String BACK_OFF = "back-off 40s restarting failed container=%s pod=%s";

  private static final int CRASHES = 3;

  private final Pod pod;
  private final String now;

  private PodStatuses(Pod pod, Instant now) {
    this.pod = pod;
    this.now = now.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** The status of a pod with a fate other than {@link PodFate#PENDING}. */
  static PodStatus of(Pod pod, PodFate fate, Instant now) {
    return new PodStatuses(pod, now).of(fate);
  }

  private PodStatus of(PodFate fate) {
    if (fate instanceof PodFate.Ready) {
      return status("Running", true, null, container -> running(container));
    }
    if (fate instanceof PodFate.Succeeded) {
      return status(
          "Succeeded", false, "PodCompleted", container -> ended(container, 0, "Completed", null));
    }
    if (fate instanceof PodFate.Failed failed) {
      return status(
          "Failed",
          false,
          "ContainersNotReady",
          container -> ended(container, failed.exitCode(), "Error", failed.message()));
    }
    if (fate instanceof PodFate.CrashLoop crash) {
      return status(
          "Running",
          false,
          "ContainersNotReady",
          container -> crashing(container, crash.exitCode(), crash.message()));
    }
    if (fate instanceof PodFate.ImagePullBackOff pull) {
      return status(
          "Pending",
          false,
          "ContainersNotReady",
          container -> waiting(container, "ImagePullBackOff", pull.message()).build());
    }
    throw new IllegalArgumentException("no status tells of " + fate);
  }

  private PodStatus status(
      String phase,
      boolean ready,
      String whyNotReady,
      Function<Container, ContainerStatus> container) {
    boolean initialized = !phase.equals("Pending");
    String notReady = ready ? null : whyNotReady;
    return new PodStatusBuilder()
        .withPhase(phase)
        .withStartTime(now)
        .withConditions(
            condition("Initialized", initialized, null),
            condition("Ready", ready, notReady),
            condition("ContainersReady", ready, notReady))
        .withInitContainerStatuses(
            initialized
                ? pod.getSpec().getInitContainers().stream().map(this::initialized).toList()
                : List.of())
        .withContainerStatuses(pod.getSpec().getContainers().stream().map(container).toList())
        .build();
  }

  private PodCondition condition(String type, boolean holds, String reason) {
    return new PodConditionBuilder()
        .withType(type)
        .withStatus(holds ? "True" : "False")
        .withReason(reason)
        .withLastTransitionTime(now)
        .build();
  }

  private ContainerStatus initialized(Container container) {
    boolean sidecar = "Always".equals(container.getRestartPolicy());
    return sidecar ? running(container) : ended(container, 0, "Completed", null);
  }

  private ContainerStatus running(Container container) {
    return named(container)
        .withReady(true)
        .withStarted(true)
        .withNewState()
        .withNewRunning()
        .withStartedAt(now)
        .endRunning()
        .endState()
        .build();
  }

  private ContainerStatus ended(Container container, int exitCode, String reason, String message) {
    return named(container)
        .withReady(false)
        .withStarted(false)
        .withState(endedState(exitCode, reason, message))
        .build();
  }

  private ContainerStatus crashing(Container container, int exitCode, String message) {
    String wait = BACK_OFF.formatted(container.getName(), pod.getMetadata().getName());
    return waiting(container, "CrashLoopBackOff", wait)
        .withRestartCount(CRASHES)
        .withLastState(endedState(exitCode, exitCode == 0 ? "Completed" : "Error", message))
        .build();
  }

  private ContainerStatusBuilder waiting(Container container, String reason, String message) {
    return named(container)
        .withReady(false)
        .withStarted(false)
        .withNewState()
        .withNewWaiting()
        .withReason(reason)
        .withMessage(message)
        .endWaiting()
        .endState();
  }

  private ContainerState endedState(int exitCode, String reason, String message) {
    return new ContainerStateBuilder()
        .withNewTerminated()
        .withExitCode(exitCode)
        .withReason(reason)
        .withMessage(message)
        .withStartedAt(now)
        .withFinishedAt(now)
        .endTerminated()
        .build();
  }

  private static ContainerStatusBuilder named(Container container) {
    return new ContainerStatusBuilder()
        .withName(container.getName())
        .withImage(container.getImage())
        .withImageID("")
        .withRestartCount(0);
  }
}
