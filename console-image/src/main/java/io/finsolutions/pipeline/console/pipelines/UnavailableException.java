package io.finsolutions.pipeline.console.pipelines;

import java.sql.SQLException;

/** The rows of a pipeline cannot be asked for now. The message says why, in words. */
public final class UnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnavailableException(String reason) {
    super(reason, null, false, false);
  }

  UnavailableException(SQLException reason) {
    super(describe(reason), reason);
  }

  // A pool wraps what the driver has said.
  private static String describe(SQLException failure) {
    Throwable reason = failure;
    while (reason.getCause() instanceof SQLException deeper) {
      reason = deeper;
    }
    String message = reason.getMessage() == null ? reason.toString() : reason.getMessage();
    return message.lines().findFirst().orElse(message).strip();
  }
}
