package io.finsolutions.pipeline.local.feed;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A message of the feed as it came over the wire.
 *
 * @param receivedAt when it came
 * @param json what it says
 */
record FeedFrame(Instant receivedAt, JsonNode json) {
  String channel() {
    return json.path("channel").asText();
  }

  boolean isHeartbeat() {
    return channel().equals("heartbeats");
  }

  /** How long it was on its way, by the two clocks. */
  Optional<Duration> delay() {
    try {
      return Optional.of(
          Duration.between(Instant.parse(json.path("timestamp").asText()), receivedAt));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Its trades in the order in which they stand, of the events of one type. */
  List<PlainTrade> trades(String eventType) {
    List<PlainTrade> trades = new ArrayList<>();
    if (channel().equals("market_trades")) {
      for (JsonNode event : json.path("events")) {
        if (event.path("type").asText().equals(eventType)) {
          event.path("trades").forEach(trade -> trades.add(PlainTrade.of(trade)));
        }
      }
    }
    return trades;
  }
}
