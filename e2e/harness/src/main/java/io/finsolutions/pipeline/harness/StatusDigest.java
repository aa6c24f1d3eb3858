package io.finsolutions.pipeline.harness;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a pod's status says, apart from when it came to be so. */
record StatusDigest(String phase, Map<String, String> conditions, List<String> containers) {
  private static final Set<String> OURS = Set.of("Initialized", "Ready", "ContainersReady");

  static StatusDigest of(PodStatus status) {
    Map<String, String> conditions = new TreeMap<>();
    status.getConditions().stream()
        .filter(condition -> OURS.contains(condition.getType()))
        .forEach(
            condition ->
                conditions.put(
                    condition.getType(), condition.getStatus() + " " + condition.getReason()));
    return new StatusDigest(
        status.getPhase(),
        conditions,
        status.getContainerStatuses().stream().map(StatusDigest::of).toList());
  }

  private static String of(ContainerStatus container) {
    return String.join(
        " ",
        container.getName(),
        String.valueOf(container.getReady()),
        of(container.getState()),
        of(container.getLastState()));
  }

  private static String of(ContainerState state) {
    if (state == null) {
      return "-";
    }
    if (state.getRunning() != null) {
      return "running";
    }
    if (state.getWaiting() != null) {
      return state.getWaiting().getReason() + ": " + state.getWaiting().getMessage();
    }
    if (state.getTerminated() != null) {
      return state.getTerminated().getExitCode() + ": " + state.getTerminated().getMessage();
    }
    return "-";
  }
}
