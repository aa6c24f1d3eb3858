package io.finsolutions.pipeline.coinbase;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.finsolutions.pipeline.market.TradingPair;
import java.util.Optional;

/** The channels of the feed, and how to subscribe to them: one message for each. */
final class FeedChannels {
  static final String MARKET_TRADES = "market_trades";

  /** Keeps a connection open on which nothing else is said for a while. */
  static final String HEARTBEATS = "heartbeats";

  /** Not subscribed to: says what the connection is subscribed to, after each change. */
  static final String SUBSCRIPTIONS = "subscriptions";

  private FeedChannels() {}

  static String subscribeToTrades(TradingPair product, Optional<CdpTokens> tokens) {
    ObjectNode message = subscribe(MARKET_TRADES, tokens);
    message.putArray("product_ids").add(product.toString());
    return message.toString();
  }

  static String subscribeToHeartbeats(Optional<CdpTokens> tokens) {
    return subscribe(HEARTBEATS, tokens).toString();
  }

  private static ObjectNode subscribe(String channel, Optional<CdpTokens> tokens) {
    ObjectNode message = ExchangeJson.newObject();
    message.put("type", "subscribe").put("channel", channel);
    tokens.ifPresent(t -> message.put("jwt", t.forFeed()));
    return message;
  }
}
