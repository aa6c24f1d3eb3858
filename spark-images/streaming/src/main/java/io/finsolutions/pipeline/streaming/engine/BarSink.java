package io.finsolutions.pipeline.streaming.engine;

import io.finsolutions.pipeline.market.Bar;
import java.util.List;

/** Where rows are announced once they are committed. */
public interface BarSink {
  /**
   * Announces merged rows, without waiting. An announcement can be lost; the rows are what counts.
   */
  void announce(List<Bar> bars);
}
