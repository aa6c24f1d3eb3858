package io.finsolutions.pipeline.batch.engine;

/** The store did not do what it was asked, or did not say whether it has. */
public final class StoreException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With what the store said. */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
