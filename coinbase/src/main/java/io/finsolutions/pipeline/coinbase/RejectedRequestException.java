package io.finsolutions.pipeline.coinbase;

/** The exchange refused a request in a way that trying again does not change. */
public final class RejectedRequestException extends CoinbaseException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String excerpt;

  RejectedRequestException(String message, int status, String excerpt) {
    super(message);
    this.status = status;
    this.excerpt = excerpt;
  }

  /** The HTTP status of the answer, for example 401. */
  public int status() {
    return status;
  }

  /** What the exchange said, in one line of at most 200 characters. */
  public String excerpt() {
    return excerpt;
  }

  @Override
  public boolean retriable() {
    return false;
  }
}
