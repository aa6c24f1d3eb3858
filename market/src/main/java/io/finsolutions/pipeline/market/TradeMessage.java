package io.finsolutions.pipeline.market;

import java.time.Duration;
import java.util.Objects;

/**
 * A trade as it travels through Kafka. {@link TradeJson} gives its form on the wire.
 *
 * @param trade the trade
 * @param origin by which way it came to us
 * @param firstOfMinute whether the exchange has said that no trade of its minute came before it.
 *     Said of the trade that a topic begins with: see {@link #asFirstOfMinute}
 */
public record TradeMessage(Trade trade, Origin origin, boolean firstOfMinute) {
  /** How much later than its record a trade may be. */
  public static final Duration FUTURE_TOLERANCE = Duration.ofMinutes(2);

  /** Checks that all parts are there. */
  public TradeMessage {
    Objects.requireNonNull(trade, "trade");
    Objects.requireNonNull(origin, "origin");
  }

  /** A trade of which nothing is said about what came before it. */
  public TradeMessage(Trade trade, Origin origin) {
    this(trade, origin, false);
  }

  /**
   * The same trade, sent again once it is known that it is the first of its minute: from the start
   * of that minute on, every trade is in the topic or missing between two that are.
   */
  public TradeMessage asFirstOfMinute() {
    return new TradeMessage(trade, origin, true);
  }

  /**
   * Whether the trade is dated ahead, and counts nowhere: it is later than the time stamp of its
   * record, by more than clocks differ. The record says so itself, whoever reads it and whenever.
   *
   * @param recordMillis time stamp of the record, in milliseconds since 1970
   */
  public boolean isDatedAhead(long recordMillis) {
    return trade.time().toEpochMilli() - recordMillis > FUTURE_TOLERANCE.toMillis();
  }
}
