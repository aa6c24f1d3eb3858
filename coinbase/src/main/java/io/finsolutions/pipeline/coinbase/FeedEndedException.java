package io.finsolutions.pipeline.coinbase;

/** Says in words why a connection of the feed is of no more use. */
final class FeedEndedException extends Exception {
  private static final long serialVersionUID = 1L;

  FeedEndedException(String reason) {
    super(reason);
  }

  FeedEndedException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
