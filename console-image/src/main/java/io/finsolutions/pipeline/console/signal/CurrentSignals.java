package io.finsolutions.pipeline.console.signal;

import io.finsolutions.pipeline.console.pipelines.Pipeline;
import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.signals.Signal;
import io.finsolutions.pipeline.signals.Strategy;
import io.finsolutions.pipeline.store.BarStore;
import io.finsolutions.pipeline.store.BarStore.Order;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Judges the latest bars, the one that is still being filled among them. What it says is not kept:
 * when the bars are final, the batch layer judges them again and keeps that.
 */
public final class CurrentSignals {
  private final Strategy strategy;

  /** Judges by a strategy. */
  public CurrentSignals(Strategy strategy) {
    this.strategy = strategy;
  }

  /** What is suggested now; nothing if no bar is there. */
  public Optional<Signal> of(Pipeline pipeline, BarWidth width) {
    return pipeline.ask(connection -> of(connection, pipeline, width));
  }

  /** Like {@link #of(Pipeline, BarWidth)}, in a transaction of the caller's. */
  public Optional<Signal> of(Connection connection, Pipeline pipeline, BarWidth width)
      throws SQLException {
    List<Bar> bars = new ArrayList<>();
    new BarStore(connection)
        .visit(
            pipeline.product(),
            width,
            Instant.EPOCH,
            Instant.MAX,
            Order.LATEST_FIRST,
            strategy.lookback(),
            bar -> bars.add(bar.bar()));
    Collections.reverse(bars);
    return bars.isEmpty() ? Optional.empty() : Optional.of(strategy.judge(bars));
  }
}
