package io.finsolutions.pipeline.operator.status;

import io.fabric8.kubernetes.api.model.Condition;
import java.util.Arrays;
import java.util.Optional;

/**
 * What was found out about a condition.
 *
 * @param holds whether it is so; null if nobody knows
 */
public record Finding(ConditionType type, Boolean holds, Reason reason, String message) {
  private static final String UNKNOWN = "Unknown";

  /** It is so. */
  public static Finding holds(ConditionType type, Reason reason, String message) {
    return new Finding(type, true, reason, message);
  }

  /** It is not so. */
  public static Finding fails(ConditionType type, Reason reason, String message) {
    return new Finding(type, false, reason, message);
  }

  /** It is not so, since something is missing. */
  public static Finding fails(ConditionType type, UnmetException missing) {
    return new Finding(type, false, missing.reason(), missing.getMessage());
  }

  /** Nobody knows. */
  public static Finding unknown(ConditionType type, Reason reason, String message) {
    return new Finding(type, null, reason, message);
  }

  /** What a condition says, which was found out before; nothing if it is of another version. */
  public static Optional<Finding> of(ConditionType type, Condition condition) {
    return Arrays.stream(Reason.values())
        .filter(reason -> reason.id().equals(condition.getReason()))
        .findFirst()
        .map(
            reason ->
                new Finding(type, holds(condition.getStatus()), reason, condition.getMessage()));
  }

  private static Boolean holds(String status) {
    return UNKNOWN.equals(status) ? null : Boolean.valueOf(status);
  }

  /** Whether it is known to be so. */
  public boolean isTrue() {
    return Boolean.TRUE.equals(holds);
  }

  String status() {
    return holds == null ? UNKNOWN : holds ? "True" : "False";
  }
}
