package io.finsolutions.pipeline.service;

/** What was asked for went wrong for a reason that is known, and that one line can say. */
public class FailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the reason, and the way out where there is one, in words. */
  public FailedException(String message) {
    super(message);
  }

  /** With the reason in words, and what showed it. */
  public FailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
