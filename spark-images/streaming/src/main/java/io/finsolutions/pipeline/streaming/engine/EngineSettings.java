package io.finsolutions.pipeline.streaming.engine;

import io.finsolutions.pipeline.market.TradingPair;
import java.io.Serializable;

/**
 * What an engine counts, and its bounds.
 *
 * @param product the pair whose trades are counted; others are rejected
 * @param maxSeenRanges how many runs of ids to remember; beyond it the oldest are forgotten, and a
 *     trade with an id that old is left to the batch layer
 * @param maxOpenBars how many seconds may wait for their commit before reading waits too
 * @param maxOpenTrades how many late or rejected trades may wait likewise
 */
public record EngineSettings(String product, int maxSeenRanges, int maxOpenBars, int maxOpenTrades)
    implements Serializable {

  /** The usual bounds. */
  public static EngineSettings of(TradingPair product) {
    return new EngineSettings(product.toString(), 1_000, 10_000, 10_000);
  }
}
