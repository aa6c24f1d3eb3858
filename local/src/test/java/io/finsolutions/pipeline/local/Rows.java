package io.finsolutions.pipeline.local;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.store.Layer;
import io.finsolutions.pipeline.store.StoredBar;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/** Rows for tests. */
public final class Rows {
  /** The pair of all of them. */
  public static final TradingPair BTC_USD = new TradingPair("BTC", "USD");

  private Rows() {}

  /** A provisional second with 3 buys of 0.75 together and a sell of 0.25. */
  public static StoredBar provisional(Instant start, Duration delay) {
    return row(start, Layer.SPEED, OptionalLong.empty(), delay);
  }

  /** The same, but final. */
  public static StoredBar finalRow(Instant start) {
    return row(start, Layer.BATCH, OptionalLong.of(1), Duration.ofSeconds(30));
  }

  private static StoredBar row(Instant start, Layer layer, OptionalLong runId, Duration delay) {
    Bar bar =
        new Bar(
            BTC_USD,
            BarWidth.SECOND,
            start,
            4,
            3,
            1,
            new BigDecimal("614.84"),
            new BigDecimal("615.3"),
            new BigDecimal("614.8"),
            new BigDecimal("615.2"),
            start.plusMillis(100),
            start.plusMillis(900),
            1001,
            1004,
            BigDecimal.ONE,
            new BigDecimal("0.75"),
            new BigDecimal("0.25"),
            new BigDecimal("615.12345678"),
            new BigDecimal("2460.14"));
    boolean batch = layer == Layer.BATCH;
    return new StoredBar(bar, layer, batch, batch, runId, bar.closeTime().plus(delay));
  }
}
