package io.finsolutions.pipeline.coinbase;

/** The exchange still says that there are too many requests, after waiting and trying again. */
public final class RateLimitedException extends CoinbaseException {
  private static final long serialVersionUID = 1L;

  RateLimitedException(String message) {
    super(message);
  }

  @Override
  public boolean retriable() {
    return true;
  }
}
