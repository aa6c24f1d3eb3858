package io.finsolutions.pipeline.operator.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The conditions of a status. */
public final class Conditions {
  // The API server refuses longer ones.
  private static final int LONGEST_MESSAGE = 1_000;

  private Conditions() {}

  /**
   * The conditions that follow from what was found, each with the time of its latest flip.
   *
   * @param before the conditions of the status so far
   * @param generation of the spec that the findings are about
   */
  public static List<Condition> after(
      List<Condition> before, List<Finding> findings, Long generation, Clock clock) {
    return findings.stream()
        .sorted(Comparator.comparing(Finding::type))
        .map(finding -> condition(before, finding, generation, clock))
        .toList();
  }

  /** The condition of a type. */
  public static Optional<Condition> find(List<Condition> conditions, ConditionType type) {
    return conditions.stream()
        .filter(condition -> type.id().equals(condition.getType()))
        .findFirst();
  }

  private static Condition condition(
      List<Condition> before, Finding finding, Long generation, Clock clock) {
    String since =
        find(before, finding.type())
            .filter(condition -> finding.status().equals(condition.getStatus()))
            .map(Condition::getLastTransitionTime)
            .orElseGet(() -> Instant.now(clock).truncatedTo(ChronoUnit.SECONDS).toString());
    return new ConditionBuilder()
        .withType(finding.type().id())
        .withStatus(finding.status())
        .withReason(finding.reason().id())
        .withMessage(shorten(finding.message()))
        .withObservedGeneration(generation)
        .withLastTransitionTime(since)
        .build();
  }

  private static String shorten(String message) {
    if (message.length() <= LONGEST_MESSAGE) {
      return message;
    }
    int end = LONGEST_MESSAGE - 1;
    // Half a character would come back as another.
    return message.substring(0, Character.isHighSurrogate(message.charAt(end - 1)) ? end - 1 : end)
        + "…";
  }
}
