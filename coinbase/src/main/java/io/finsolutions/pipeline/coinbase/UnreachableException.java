package io.finsolutions.pipeline.coinbase;

/** The exchange gave no answer, or only answers that it is out of order, after several attempts. */
public final class UnreachableException extends CoinbaseException {
  private static final long serialVersionUID = 1L;

  UnreachableException(String message) {
    super(message);
  }

  UnreachableException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public boolean retriable() {
    return true;
  }
}
