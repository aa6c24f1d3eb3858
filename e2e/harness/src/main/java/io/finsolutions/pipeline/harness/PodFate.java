package io.finsolutions.pipeline.harness;

import io.fabric8.kubernetes.api.model.Pod;

/** What becomes of a pod. */
public sealed interface PodFate {
  /** It runs and is ready. */
  PodFate READY = new Ready();

  /** All its containers have ended with exit code 0. */
  PodFate SUCCEEDED = new Succeeded();

  /** Nothing: it stays as it is. */
  PodFate PENDING = new Pending();

  /** Its images cannot be pulled. */
  static PodFate imagePullBackOff(String message) {
    return new ImagePullBackOff(message);
  }

  /** Its containers end soon after each start, and wait to be started again. */
  static PodFate crashLoop(int exitCode, String message) {
    return new CrashLoop(exitCode, message);
  }

  /** Its containers have ended, and are not started again. */
  static PodFate failed(int exitCode, String message) {
    return new Failed(exitCode, message);
  }

  /** The pods of Jobs succeed, all others get ready. */
  static PodFate usual(Pod pod) {
    boolean ofJob =
        pod.getMetadata().getOwnerReferences().stream()
            .anyMatch(owner -> owner.getKind().equals("Job"));
    return ofJob ? SUCCEEDED : READY;
  }

  /** See {@link #READY}. */
  record Ready() implements PodFate {}

  /** See {@link #SUCCEEDED}. */
  record Succeeded() implements PodFate {}

  /** See {@link #PENDING}. */
  record Pending() implements PodFate {}

  /** See {@link #imagePullBackOff}. */
  record ImagePullBackOff(String message) implements PodFate {}

  /** See {@link #crashLoop}; the message is what the containers leave as they end. */
  record CrashLoop(int exitCode, String message) implements PodFate {}

  /** See {@link #failed}; the message is what the containers leave as they end. */
  record Failed(int exitCode, String message) implements PodFate {}
}
