package io.finsolutions.pipeline.coinbase;

import java.time.Instant;

/** Messages of the feed as the exchange writes them. */
final class Frames {
  static final String SENT_AT = "2026-09-30T02:39:53.788396861Z";
  private static final Instant FIRST = Instant.parse("2026-09-30T02:39:00Z");

  private Frames() {}

  /** A trade of BTC-USD, executed as many milliseconds into a minute as its id says. */
  static String trade(long id) {
    return """
        {"product_id":"BTC-USD","trade_id":"%d","price":"100.5","size":"0.25","time":"%s",\
        "side":"BUY"}"""
        .formatted(id, FIRST.plusMillis(id));
  }

  static String event(String type, String... trades) {
    return "{\"type\":\"" + type + "\",\"trades\":[" + String.join(",", trades) + "]}";
  }

  static String market(long sequence, String... events) {
    return envelope("market_trades", sequence, String.join(",", events));
  }

  static String update(long sequence, long... ids) {
    String[] trades = new String[ids.length];
    for (int i = 0; i < ids.length; i++) {
      trades[i] = trade(ids[i]);
    }
    return market(sequence, event("update", trades));
  }

  static String acknowledgement(long sequence) {
    return envelope(
        "subscriptions",
        sequence,
        "{\"subscriptions\":{\"heartbeats\":[\"heartbeats\"],\"market_trades\":[\"BTC-USD\"]}}");
  }

  static String heartbeat(long sequence) {
    return envelope(
        "heartbeats",
        sequence,
        "{\"current_time\":\"2026-09-30 02:39:54.167689127 +0000 UTC m=+12240.233883420\","
            + "\"heartbeat_counter\":12240}");
  }

  private static String envelope(String channel, long sequence, String events) {
    return """
        {"channel":"%s","client_id":"","timestamp":"%s","sequence_num":%d,"events":[%s]}"""
        .formatted(channel, SENT_AT, sequence, events);
  }
}
