package io.finsolutions.pipeline.exchange.tape;

import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;

/**
 * A source of trades of one product, with the times at which they are to be printed relative to
 * each other. The exchange's clock decides which times they are printed with.
 */
public interface Tape {
  /** The product that all its trades are of. */
  TradingPair product();

  /**
   * The trades from the beginning, in the order of {@link Trade#EXECUTION_ORDER}; each call gives
   * the same ones. May have no end.
   */
  Iterator<Trade> trades();

  /**
   * The time of the tape from which on it is best played live, with the trades before that as the
   * past; nothing if any place will do.
   */
  Optional<Instant> liveFrom();
}
