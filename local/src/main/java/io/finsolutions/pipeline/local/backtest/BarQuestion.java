package io.finsolutions.pipeline.local.backtest;

import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.TradingPair;
import java.time.Instant;

/**
 * Which bars of the past are asked for.
 *
 * @param from the bars to judge at start then or later
 * @param to they start before it
 * @param lookback how many bars a judgement looks at, the one it is made at among them
 */
public record BarQuestion(
    TradingPair product, BarWidth width, Instant from, Instant to, int lookback) {
  /** The beginning of time, for whoever asks for all. */
  public static final Instant EVER = Instant.EPOCH;
}
