package io.finsolutions.pipeline.harness;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;

/** The states of a SparkApplication, as Kubeflow's Spark operator 2.4 writes them. */
public enum SparkState {
  NEW,
  SUBMITTED,
  RUNNING,
  SUCCEEDING,
  COMPLETED,
  FAILING,
  FAILED,
  SUBMISSION_FAILED,
  INVALIDATING,
  PENDING_RERUN,
  SUSPENDING,
  SUSPENDED,
  RESUMING,
  UNKNOWN;

  /** The state of an application. */
  public static SparkState of(GenericKubernetesResource application) {
    String text = application.get("status", "applicationState", "state");
    return text == null || text.isEmpty() ? NEW : valueOf(text);
  }

  /** The text in the status; a new application has none. */
  public String text() {
    return this == NEW ? "" : name();
  }

  /** Whether the Spark operator has nothing more to do about it. */
  public boolean isTerminal() {
    return this == COMPLETED || this == FAILED;
  }
}
