package io.finsolutions.pipeline.exchange;

import io.finsolutions.pipeline.market.Trade;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the messages of the feed, field by field as the exchange does. */
final class FeedFrames {
  private static final DateTimeFormatter GO_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSSSS").withZone(ZoneOffset.UTC);

  private FeedFrames() {}

  /** A trade as the feed writes it; {@code side} is the maker's. */
  static String trade(Trade trade) {
    return trade(trade, trade.price().toPlainString());
  }

  /** A trade with a price that nobody can read. */
  static String malformedTrade(Trade trade) {
    return trade(trade, "not-a-price");
  }

  private static String trade(Trade trade, String price) {
    return new StringBuilder(192)
        .append("{\"product_id\":\"")
        .append(trade.product())
        .append("\",\"trade_id\":\"")
        .append(trade.tradeId())
        .append("\",\"price\":\"")
        .append(price)
        .append("\",\"size\":\"")
        .append(trade.size().toPlainString())
        .append("\",\"time\":\"")
        .append(WireTime.text(trade.time()))
        .append("\",\"side\":\"")
        .append(trade.makerSide())
        .append("\"}")
        .toString();
  }

  /**
   * New trades.
   *
   * @param trades as {@link #trade} writes them, ascending
   * @param perEvent how many of them one event holds at most
   */
  static FeedFrame updates(Instant time, List<String> trades, int perEvent) {
    StringBuilder tail = new StringBuilder(64 + trades.size() * 192);
    tail.append(",\"events\":[");
    for (int first = 0; first < trades.size(); first += perEvent) {
      tail.append(first == 0 ? "" : ",");
      appendEvent(tail, "update", trades.subList(first, Math.min(first + perEvent, trades.size())));
    }
    tail.append("]}");
    return new FeedFrame(
        "{\"channel\":\"market_trades\",\"client_id\":\"\",\"timestamp\":\""
            + WireTime.text(time)
            + "\",\"sequence_num\":",
        tail.toString());
  }

  /** The latest trades, newest first. */
  static FeedFrame snapshot(Instant time, List<Trade> newestFirst) {
    StringBuilder tail = new StringBuilder(64 + newestFirst.size() * 192).append(",\"events\":[");
    appendEvent(tail, "snapshot", newestFirst.stream().map(FeedFrames::trade).toList());
    return new FeedFrame(head("market_trades", time), tail.append("]}").toString());
  }

  /** All that a connection is subscribed to, by channel. */
  static FeedFrame subscriptions(Instant time, Map<String, ? extends Collection<?>> byChannel) {
    String channels =
        byChannel.entrySet().stream()
            .map(
                channel ->
                    channel.getValue().stream()
                        .map(product -> "\"" + product + "\"")
                        .collect(Collectors.joining(",", "\"" + channel.getKey() + "\":[", "]")))
            .collect(Collectors.joining(",", "{", "}"));
    return new FeedFrame(
        head("subscriptions", time), ",\"events\":[{\"subscriptions\":" + channels + "}]}");
  }

  /** A sign of life; its time is as Go prints times, monotonic clock reading and all. */
  static FeedFrame heartbeat(Instant time, Duration uptime) {
    String event =
        String.format(
            "{\"current_time\":\"%s +0000 UTC m=+%d.%09d\",\"heartbeat_counter\":%d}",
            GO_TIME.format(time), uptime.toSeconds(), uptime.toNanosPart(), uptime.toSeconds());
    return new FeedFrame(head("heartbeats", time), ",\"events\":[" + event + "]}");
  }

  /** A message that no client knows. */
  static FeedFrame unknown(Instant time) {
    return new FeedFrame(
        head("announcements", time), ",\"events\":[{\"type\":\"notice\",\"body\":{\"level\":3}}]}");
  }

  /** A refusal, which has no number. */
  static String error(String message) {
    return "{\"type\":\"error\",\"message\":\""
        + message.replaceAll("[\"\\\\\\p{Cntrl}]", "'")
        + "\"}";
  }

  private static String head(String channel, Instant time) {
    return "{\"channel\":\""
        + channel
        + "\",\"timestamp\":\""
        + WireTime.text(time)
        + "\",\"sequence_num\":";
  }

  private static void appendEvent(StringBuilder json, String type, List<String> trades) {
    json.append("{\"type\":\"").append(type).append("\",\"trades\":[");
    for (int i = 0; i < trades.size(); i++) {
      json.append(i == 0 ? "" : ",").append(trades.get(i));
    }
    json.append("]}");
  }
}
