package io.finsolutions.pipeline.coinbase;

import io.finsolutions.pipeline.market.Trade;
import java.util.List;
import java.util.OptionalLong;

/**
 * One answer with past trades.
 *
 * @param trades those that can be read, by {@link Trade#EXECUTION_ORDER}
 * @param rejected those that cannot
 */
record TradePage(List<Trade> trades, List<RejectedTrade> rejected) {
  TradePage {
    trades = trades.stream().sorted(Trade.EXECUTION_ORDER).toList();
    rejected = List.copyOf(rejected);
  }

  /** How many trades the exchange gave, readable or not: a page is full by this number. */
  int rows() {
    return trades.size() + rejected.size();
  }

  /** The lowest id on the page. */
  OptionalLong lowestId() {
    return trades.stream().mapToLong(Trade::tradeId).min();
  }
}
