package io.finsolutions.pipeline.market;

import java.util.Objects;

/**
 * A trade as it travels through Kafka. {@link TradeJson} gives its form on the wire.
 *
 * @param trade the trade
 * @param origin by which way it came to us
 */
public record TradeMessage(Trade trade, Origin origin) {
  /** Checks that both parts are there. */
  public TradeMessage {
    Objects.requireNonNull(trade, "trade");
    Objects.requireNonNull(origin, "origin");
  }
}
