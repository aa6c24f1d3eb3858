package io.finsolutions.pipeline.coinbase;

/** Says why the exchange did not give what it was asked for. */
public abstract sealed class CoinbaseException extends Exception
    permits MalformedAnswerException,
        ProductNotFoundException,
        RateLimitedException,
        RejectedRequestException,
        UnreachableException {
  private static final long serialVersionUID = 1L;

  CoinbaseException(String message) {
    super(message);
  }

  CoinbaseException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Whether the same request may well succeed later. */
  public abstract boolean retriable();
}
