package io.finsolutions.pipeline.console.live;

import io.finsolutions.pipeline.market.BarWidth;

/** Somebody who listens to the bars of a pair. */
public interface Listener {
  /** The width of the bars that it wants. */
  BarWidth width();

  /** Takes an event on its way, without waiting for anybody. */
  void send(LiveEvent event);
}
