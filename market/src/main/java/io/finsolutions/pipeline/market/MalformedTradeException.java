package io.finsolutions.pipeline.market;

/** Says why some bytes are not a trade. Reading them again would not help. */
public final class MalformedTradeException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With the reason in words. */
  public MalformedTradeException(String reason) {
    super(reason);
  }

  /** With the reason in words, and what showed it. */
  public MalformedTradeException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
