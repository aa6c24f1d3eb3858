package io.finsolutions.pipeline.coinbase;

/**
 * The exchange answered with success, but with something else than was asked for. Something between
 * here and there may have answered in its place, so it may be right the next time.
 */
public final class MalformedAnswerException extends CoinbaseException {
  private static final long serialVersionUID = 1L;

  MalformedAnswerException(String message) {
    super(message);
  }

  MalformedAnswerException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public boolean retriable() {
    return true;
  }
}
