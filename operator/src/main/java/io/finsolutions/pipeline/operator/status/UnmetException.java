package io.finsolutions.pipeline.operator.status;

/**
 * Something that a part of a pair needs is not there or not right. Its message says what, and what
 * to do; no stack trace, since nobody has made a mistake in the program.
 */
public final class UnmetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** What is missing, in words. */
  public UnmetException(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  /** The kind of what is missing. */
  public Reason reason() {
    return reason;
  }
}
