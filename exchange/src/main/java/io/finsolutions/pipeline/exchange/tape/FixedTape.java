package io.finsolutions.pipeline.exchange.tape;

import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A tape of given trades.
 *
 * @param product the product of all trades
 * @param list the trades, which are brought into the order of execution
 * @param liveFrom where the live part begins, if the tape says so
 */
public record FixedTape(TradingPair product, List<Trade> list, Optional<Instant> liveFrom)
    implements Tape {
  /** Checks the product and sorts. */
  public FixedTape {
    for (Trade trade : list) {
      if (!trade.product().equals(product)) {
        throw new IllegalArgumentException(
            "trade " + trade.tradeId() + " is of " + trade.product() + ", the tape of " + product);
      }
    }
    list = list.stream().sorted(Trade.EXECUTION_ORDER).toList();
  }

  /** A tape that has no opinion on where it is live from. */
  public static FixedTape of(TradingPair product, List<Trade> trades) {
    return new FixedTape(product, trades, Optional.empty());
  }

  @Override
  public Iterator<Trade> trades() {
    return list.iterator();
  }
}
