package io.finsolutions.pipeline.market;

/** A side of a trade: the one who bought, or the one who sold. */
public enum Side {
  /** Gives the quote currency, takes the base currency. */
  BUY,
  /** Gives the base currency, takes the quote currency. */
  SELL;

  /** The other party's side. */
  public Side opposite() {
    return this == BUY ? SELL : BUY;
  }
}
