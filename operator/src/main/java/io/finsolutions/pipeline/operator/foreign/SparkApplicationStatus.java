package io.finsolutions.pipeline.operator.foreign;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;

/**
 * What the Spark operator says of a job.
 *
 * @param submissionID which attempt it is about; another one after each start
 * @param executorState by pod, the state of each executor
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SparkApplicationStatus(
    ApplicationState applicationState,
    String submissionID,
    String lastSubmissionAttemptTime,
    DriverInfo driverInfo,
    Map<String, String> executorState) {

  /** The state of a job, in the Spark operator's words; empty before it has seen it. */
  public String state() {
    return applicationState == null || applicationState.state() == null
        ? ""
        : applicationState.state();
  }

  /** Why it is in that state; empty if it does not say. */
  public String errorMessage() {
    return applicationState == null || applicationState.errorMessage() == null
        ? ""
        : applicationState.errorMessage();
  }

  /** The state and, if it failed, why. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record ApplicationState(String state, String errorMessage) {}

  /** Where the driver is. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record DriverInfo(String podName) {}
}
