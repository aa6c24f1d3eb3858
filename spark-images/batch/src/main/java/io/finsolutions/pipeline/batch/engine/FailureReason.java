package io.finsolutions.pipeline.batch.engine;

/** Why something failed, in one line. */
public final class FailureReason {
  private FailureReason() {}

  /** The first line of what the first cause of a failure says. */
  public static String firstLine(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String message = root.getMessage() == null ? root.toString() : root.getMessage();
    return message.lines().findFirst().orElse("");
  }
}
