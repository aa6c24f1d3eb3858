package io.finsolutions.pipeline.batch.engine;

import io.finsolutions.pipeline.coinbase.Candle;
import java.util.List;
import java.util.Optional;

/** The exchange's own one-minute candles: an independent check of ours, and never a source. */
public interface Candles {
  /** Asks nobody. */
  Candles NONE = range -> Optional.empty();

  /** The candles that start in a range, or nothing if the exchange does not answer. */
  Optional<List<Candle>> minutes(TimeRange range) throws InterruptedException;
}
