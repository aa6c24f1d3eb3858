package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.batch.engine.Candles;
import io.finsolutions.pipeline.batch.engine.TimeRange;
import io.finsolutions.pipeline.coinbase.Candle;
import io.finsolutions.pipeline.coinbase.CoinbaseException;
import io.finsolutions.pipeline.coinbase.CoinbaseRest;
import io.finsolutions.pipeline.market.TradingPair;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Candles from the exchange. */
final class ExchangeCandles implements Candles {
  private static final Logger LOG = LoggerFactory.getLogger(ExchangeCandles.class);

  /** A run over more is not compared: the exchange gives some six hours of minutes an answer. */
  private static final Duration LONGEST_RANGE = Duration.ofDays(2);

  private final CoinbaseRest rest;
  private final TradingPair product;

  ExchangeCandles(CoinbaseRest rest, TradingPair product) {
    this.rest = rest;
    this.product = product;
  }

  @Override
  public Optional<List<Candle>> minutes(TimeRange range) throws InterruptedException {
    if (Duration.between(range.from(), range.to()).compareTo(LONGEST_RANGE) > 0) {
      LOG.info(
          "candles not compared reason=the range is longer than {} h", LONGEST_RANGE.toHours());
      return Optional.empty();
    }
    try {
      return Optional.of(
          rest.minuteCandles(product, range.from(), range.to()).stream()
              .filter(candle -> range.contains(candle.start()))
              .toList());
    } catch (CoinbaseException e) {
      LOG.warn("candles not compared reason={}", e.getMessage());
      return Optional.empty();
    }
  }
}
