package io.finsolutions.pipeline.coinbase;

import io.finsolutions.pipeline.market.TradingPair;
import java.time.Instant;

/** The two ways in which the exchange gives past trades. */
interface TradePages {
  /** The most trades that one page can have. */
  int FULL = CoinbaseRest.MAX_TRADES_PER_PAGE;

  /** The {@link #FULL} newest trades of a window in whole seconds; the end may be in it or not. */
  TradePage between(TradingPair pair, Instant from, Instant to)
      throws CoinbaseException, InterruptedException;

  /** The {@link #FULL} newest trades whose id is below {@code tradeId}. */
  TradePage below(TradingPair pair, long tradeId) throws CoinbaseException, InterruptedException;

  /** The {@link #FULL} newest trades of all. */
  TradePage newest(TradingPair pair) throws CoinbaseException, InterruptedException;

  /** Pages from the exchange itself. */
  static TradePages of(CoinbaseRest rest) {
    return new TradePages() {
      @Override
      public TradePage between(TradingPair pair, Instant from, Instant to)
          throws CoinbaseException, InterruptedException {
        return rest.pageBetween(pair, from, to, FULL);
      }

      @Override
      public TradePage below(TradingPair pair, long tradeId)
          throws CoinbaseException, InterruptedException {
        return rest.pageBelow(pair, tradeId, FULL);
      }

      @Override
      public TradePage newest(TradingPair pair) throws CoinbaseException, InterruptedException {
        return rest.newestPage(pair, FULL);
      }
    };
  }
}
