package io.finsolutions.pipeline.service;

/** What was asked for cannot be. The message says what, and what to write instead. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the problem and the way out, in words. */
  public UsageException(String message) {
    super(message);
  }
}
