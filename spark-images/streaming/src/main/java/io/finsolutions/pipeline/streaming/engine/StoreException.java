package io.finsolutions.pipeline.streaming.engine;

/** The store did not answer as it should, and whether it did what it was asked is unknown. */
public final class StoreException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With what is wrong. */
  public StoreException(String message) {
    super(message);
  }

  /** With what was being done, and what came of it. */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
