package io.finsolutions.pipeline.operator.status;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Why pods do not work, in their own words. */
public final class PodTrouble {
  private static final Set<String> ON_ITS_WAY = Set.of("ContainerCreating", "PodInitializing");
  private static final String OUT_OF_MEMORY = "OOMKilled";
  private static final Pattern POSTGRES_GIVES_UP = Pattern.compile("\\b(FATAL|PANIC): ");

  private PodTrouble() {}

  /** What the newest of some pods that is in trouble says, such as {@code ImagePullBackOff: …}. */
  public static Optional<String> of(Stream<Pod> pods) {
    return pods.sorted(
            Comparator.comparing((Pod pod) -> pod.getMetadata().getCreationTimestamp()).reversed())
        .map(PodTrouble::of)
        .flatMap(Optional::stream)
        .findFirst();
  }

  static Optional<String> of(Pod pod) {
    PodStatus status = pod.getStatus();
    if (status == null || pod.isMarkedForDeletion()) {
      return Optional.empty();
    }
    return containers(status)
        .map(PodTrouble::of)
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> ended(status))
        .or(() -> unscheduled(status));
  }

  private static Stream<ContainerStatus> containers(PodStatus status) {
    return Stream.of(status.getInitContainerStatuses(), status.getContainerStatuses())
        .flatMap(List::stream);
  }

  private static Optional<String> of(ContainerStatus container) {
    if (container.getState() == null) {
      return Optional.empty();
    }
    ContainerStateWaiting waiting = container.getState().getWaiting();
    Optional<String> last =
        Optional.ofNullable(container.getLastState())
            .map(state -> state.getTerminated())
            .map(PodTrouble::describe);
    if (waiting != null && waiting.getReason() != null && !isOnItsWay(waiting)) {
      String said =
          last.map(end -> "last " + end)
              .orElse(waiting.getMessage() == null ? "" : waiting.getMessage());
      return Optional.of(join(waiting.getReason(), said));
    }
    ContainerStateTerminated terminated = container.getState().getTerminated();
    return Optional.ofNullable(terminated)
        .filter(end -> end.getExitCode() != 0)
        .map(PodTrouble::describe);
  }

  private static boolean isOnItsWay(ContainerStateWaiting waiting) {
    return ON_ITS_WAY.contains(waiting.getReason());
  }

  private static String describe(ContainerStateTerminated end) {
    String what =
        OUT_OF_MEMORY.equals(end.getReason())
            ? "ended for want of memory (OOMKilled): raise its memory limit"
            : "exit " + end.getExitCode();
    return join(what, reason(end.getMessage() == null ? "" : end.getMessage()));
  }

  // A process says on its last line why it ends; the lines before are its log. Postgres shuts down
  // in order after that.
  private static String reason(String log) {
    return last(log.lines().filter(line -> POSTGRES_GIVES_UP.matcher(line).find()))
        .or(() -> last(log.lines().filter(line -> !line.isBlank())))
        .orElse("");
  }

  private static Optional<String> last(Stream<String> lines) {
    return lines.reduce((before, line) -> line);
  }

  // An evicted pod has no containers left to ask.
  private static Optional<String> ended(PodStatus status) {
    return "Failed".equals(status.getPhase()) && status.getReason() != null
        ? Optional.of(
            join(status.getReason(), status.getMessage() == null ? "" : status.getMessage()))
        : Optional.empty();
  }

  private static Optional<String> unscheduled(PodStatus status) {
    return status.getConditions().stream()
        .filter(condition -> "PodScheduled".equals(condition.getType()))
        .filter(condition -> "False".equals(condition.getStatus()))
        .map(PodTrouble::describe)
        .findFirst();
  }

  private static String describe(PodCondition condition) {
    return join(
        condition.getReason(), condition.getMessage() == null ? "" : condition.getMessage());
  }

  private static String join(String what, String said) {
    String line = said.strip().replaceAll("\\s*\\n\\s*", " ");
    return line.isEmpty() ? what : what + ": " + line;
  }
}
