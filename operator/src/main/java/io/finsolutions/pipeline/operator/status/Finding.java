package io.finsolutions.pipeline.operator.status;

/**
 * What was found out about a condition.
 *
 * @param holds whether it is so; null if nobody knows
 */
public record Finding(ConditionType type, Boolean holds, Reason reason, String message) {
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

  /** Whether it is known to be so. */
  public boolean isTrue() {
    return Boolean.TRUE.equals(holds);
  }

  String status() {
    return holds == null ? "Unknown" : holds ? "True" : "False";
  }
}
