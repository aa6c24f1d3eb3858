package io.finsolutions.pipeline.exchange.tape;

import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;

/**
 * An endless tape of random trades that look like the exchange's: orders arrive as a Poisson
 * process, a fifth of them sweep several resting orders within one microsecond, most sizes are
 * dust, and now and then comes a second with many times the usual rate. The same settings give the
 * same trades.
 *
 * @param product the product of the trades
 * @param start the time from which on they come
 * @param rate trades a second in the long run, above zero
 * @param seed decides everything
 * @param firstTradeId the id of the first trade, above zero; the others count up from it
 * @param startPrice where the price begins, with at most two fraction digits, at least 1
 */
public record GeneratedTape(
    TradingPair product,
    Instant start,
    double rate,
    long seed,
    long firstTradeId,
    BigDecimal startPrice)
    implements Tape {
  /** The time at which a tape begins where nothing else is said. */
  public static final Instant DEFAULT_START = Instant.parse("2026-01-05T00:00:00Z");

  /** The id of the first trade where nothing else is said. */
  public static final long DEFAULT_FIRST_TRADE_ID = 1_000_001;

  private static final BigDecimal DEFAULT_START_PRICE = new BigDecimal("83277.25");

  /** Checks the ranges. */
  public GeneratedTape {
    if (!(rate > 0) || rate > 1_000_000) {
      throw new IllegalArgumentException("a rate of " + rate + " trades a second is out of range");
    }
    if (firstTradeId <= 0) {
      throw new IllegalArgumentException("first trade id " + firstTradeId + " is not above zero");
    }
    if (startPrice.compareTo(BigDecimal.ONE) < 0) {
      throw new IllegalArgumentException("a start price of " + startPrice + " is below 1");
    }
  }

  /** A tape with the default start, first id and price. */
  public static GeneratedTape of(TradingPair product, double rate, long seed) {
    return new GeneratedTape(
        product, DEFAULT_START, rate, seed, DEFAULT_FIRST_TRADE_ID, DEFAULT_START_PRICE);
  }

  /** The same tape with ids that start elsewhere. */
  public GeneratedTape withFirstTradeId(long id) {
    return new GeneratedTape(product, start, rate, seed, id, startPrice);
  }

  /** The same tape from another time on. */
  public GeneratedTape withStart(Instant time) {
    return new GeneratedTape(product, time, rate, seed, firstTradeId, startPrice);
  }

  @Override
  public Iterator<Trade> trades() {
    return new TradeGenerator(this);
  }

  @Override
  public Optional<Instant> liveFrom() {
    return Optional.empty();
  }
}
