package io.finsolutions.pipeline.harness;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** Merge patches of a SparkApplication's status. */
final class SparkStatus {
  private static final String SUBMITTED_AT = "lastSubmissionAttemptTime";
  private static final String ENDED_AT = "terminationTime";

  private SparkStatus() {}

  /** Just another state; an error message is null where there is none. */
  static Map<String, Object> state(SparkState state, String errorMessage) {
    Map<String, Object> inner = new LinkedHashMap<>();
    inner.put("state", state.text());
    inner.put("errorMessage", errorMessage);
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("applicationState", inner);
    // The definition requires it also where there is nothing to say; what is there stays.
    status.put("driverInfo", Map.of());
    return status;
  }

  static Map<String, Object> submitted(
      SparkState state,
      String errorMessage,
      String submissionId,
      String podName,
      int submissions,
      int executions) {
    Map<String, Object> status = state(state, errorMessage);
    status.put("submissionID", submissionId);
    status.put("submissionAttempts", submissions);
    status.put("executionAttempts", executions);
    status.put(SUBMITTED_AT, now());
    status.put(ENDED_AT, null);
    status.put("driverInfo", Map.of("podName", podName));
    return status;
  }

  static Map<String, Object> running(String submissionId) {
    Map<String, Object> status = state(SparkState.RUNNING, null);
    status.put("sparkApplicationId", "spark-" + submissionId.replace("-", ""));
    return status;
  }

  static Map<String, Object> ended(SparkState state, String errorMessage) {
    Map<String, Object> status = state(state, errorMessage);
    status.put(ENDED_AT, now());
    return status;
  }

  /** The run is forgotten, for the next to begin. */
  static Map<String, Object> invalidated() {
    Map<String, Object> status = state(SparkState.PENDING_RERUN, null);
    status.put("sparkApplicationId", null);
    status.put("submissionAttempts", 0);
    status.put("executionAttempts", 0);
    status.put(SUBMITTED_AT, null);
    status.put(ENDED_AT, null);
    status.put("executorState", null);
    return status;
  }

  static Map<String, Object> suspended() {
    Map<String, Object> status = state(SparkState.SUSPENDED, null);
    status.put("sparkApplicationId", null);
    status.put("executorState", null);
    Map<String, Object> noDriver = new LinkedHashMap<>();
    noDriver.put("podName", null);
    status.put("driverInfo", noDriver);
    return status;
  }

  private static String now() {
    return Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
