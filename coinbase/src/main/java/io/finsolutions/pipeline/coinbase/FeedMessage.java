package io.finsolutions.pipeline.coinbase;

import io.finsolutions.pipeline.market.Trade;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** A message of the feed, as far as this client cares. */
sealed interface FeedMessage {
  /** Its number on the connection, counted over all channels from 0; nothing where it has none. */
  OptionalLong sequence();

  /**
   * All trades of all events of one message.
   *
   * @param sentAt when the exchange sent it
   * @param snapshot trades of the replay after a subscription, by {@link Trade#EXECUTION_ORDER}
   * @param updates all other trades, by {@link Trade#EXECUTION_ORDER}
   * @param rejected what cannot be read
   */
  record Trades(
      OptionalLong sequence,
      Instant sentAt,
      List<Trade> snapshot,
      List<Trade> updates,
      List<RejectedTrade> rejected)
      implements FeedMessage {

    /** A message of trades in any order. */
    static Trades of(
        OptionalLong sequence,
        Instant sentAt,
        List<Trade> snapshot,
        List<Trade> updates,
        List<RejectedTrade> rejected) {
      return new Trades(
          sequence, sentAt, inOrder(snapshot), inOrder(updates), List.copyOf(rejected));
    }

    private static List<Trade> inOrder(List<Trade> trades) {
      return trades.stream().sorted(Trade.EXECUTION_ORDER).toList();
    }
  }

  /** The exchange is there. */
  record Heartbeat(OptionalLong sequence) implements FeedMessage {}

  /** What the connection is subscribed to: the products by channel. */
  record Subscriptions(OptionalLong sequence, Map<String, Set<String>> products)
      implements FeedMessage {}

  /** The exchange refuses something, for the reason given. */
  record Refusal(OptionalLong sequence, String reason) implements FeedMessage {}

  /** A message of a kind that is of no use here. */
  record Other(OptionalLong sequence, String kind) implements FeedMessage {}
}
