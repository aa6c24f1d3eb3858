package io.finsolutions.pipeline.coinbase;

import io.finsolutions.pipeline.market.TradingPair;

/** The exchange does not know the pair. */
public final class ProductNotFoundException extends CoinbaseException {
  private static final long serialVersionUID = 1L;

  ProductNotFoundException(TradingPair pair, String answer) {
    super("the exchange does not know " + pair + ": " + answer);
  }

  @Override
  public boolean retriable() {
    return false;
  }
}
