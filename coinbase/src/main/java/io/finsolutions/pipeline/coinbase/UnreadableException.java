package io.finsolutions.pipeline.coinbase;

/** Says why some bytes are not what they should be. Reading them again would not help. */
final class UnreadableException extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableException(String detail) {
    super(detail);
  }

  UnreadableException(String detail, Throwable cause) {
    super(detail, cause);
  }
}
