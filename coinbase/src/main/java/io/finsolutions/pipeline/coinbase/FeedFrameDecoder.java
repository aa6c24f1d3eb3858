package io.finsolutions.pipeline.coinbase;

import com.fasterxml.jackson.databind.JsonNode;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Reads the messages of the feed of one product. */
final class FeedFrameDecoder {
  /**
   * Bytes of the longest message that is read. The snapshot has 14 kB; what a quarter of a second
   * of the busiest market has known stays far below this.
   */
  static final int MAX_FRAME_BYTES = 4 << 20;

  private final TradingPair product;
  private final FeedFrameScanner scanner;

  FeedFrameDecoder(TradingPair product) {
    this.product = product;
    this.scanner = new FeedFrameScanner(product);
  }

  /**
   * Reads one message.
   *
   * @param receivedAt stands in for the time of sending where the message has none that is readable
   * @throws UnreadableException if it is no message at all; a trade that cannot be read is part of
   *     the result instead
   */
  FeedMessage decode(byte[] frame, Instant receivedAt) throws UnreadableException {
    if (frame.length > MAX_FRAME_BYTES) {
      throw new UnreadableException(
          "it has " + frame.length + " bytes, and at most " + MAX_FRAME_BYTES + " are read");
    }
    FeedMessage.Trades usual = scanner.scan(frame);
    return usual == null ? parse(frame, receivedAt) : usual;
  }

  /** Reads one message in any form that JSON allows. */
  FeedMessage parse(byte[] frame, Instant receivedAt) throws UnreadableException {
    JsonNode node = ExchangeJson.readObject(frame);
    OptionalLong sequence = sequence(node);
    if (node.path("type").asText().equals("error")) {
      return new FeedMessage.Refusal(sequence, ErrorBody.inWords(frame));
    }
    String channel = node.path("channel").asText();
    return switch (channel) {
      case FeedChannels.MARKET_TRADES -> trades(node, sequence, receivedAt);
      case FeedChannels.HEARTBEATS -> new FeedMessage.Heartbeat(sequence);
      case FeedChannels.SUBSCRIPTIONS ->
          new FeedMessage.Subscriptions(sequence, subscriptions(node));
      default ->
          new FeedMessage.Other(
              sequence,
              ErrorBody.excerpt(channel.isEmpty() ? node.path("type").asText() : channel));
    };
  }

  private FeedMessage.Trades trades(JsonNode node, OptionalLong sequence, Instant receivedAt)
      throws UnreadableException {
    List<Trade> snapshot = new ArrayList<>();
    List<Trade> updates = new ArrayList<>();
    List<RejectedTrade> rejected = new ArrayList<>();
    for (JsonNode event : ExchangeJson.array(node, "events")) {
      String type = event.path("type").asText();
      boolean known = type.equals("snapshot") || type.equals("update");
      if (!known || !event.path("trades").isArray()) {
        rejected.add(
            new RejectedTrade(
                event.toString().getBytes(StandardCharsets.UTF_8),
                "it is neither a snapshot nor an update with trades"));
        continue;
      }
      TradeDecoder.decodeAll(
          event.path("trades"), product, type.equals("snapshot") ? snapshot : updates, rejected);
    }
    return FeedMessage.Trades.of(sequence, sentAt(node, receivedAt), snapshot, updates, rejected);
  }

  private static Map<String, Set<String>> subscriptions(JsonNode node) {
    Map<String, Set<String>> subscriptions = new LinkedHashMap<>();
    for (JsonNode event : node.path("events")) {
      for (var channel : event.path("subscriptions").properties()) {
        Set<String> products =
            subscriptions.computeIfAbsent(channel.getKey(), key -> new LinkedHashSet<>());
        channel.getValue().forEach(product -> products.add(product.asText()));
      }
    }
    return subscriptions;
  }

  private static OptionalLong sequence(JsonNode node) {
    JsonNode sequence = node.path("sequence_num");
    return sequence.isIntegralNumber() && sequence.canConvertToLong()
        ? OptionalLong.of(sequence.longValue())
        : OptionalLong.empty();
  }

  /** The trades count for more than the time of their envelope, so a bad one is no reject. */
  private static Instant sentAt(JsonNode node, Instant receivedAt) {
    try {
      Instant sentAt = ExchangeJson.time(node, "timestamp");
      return sentAt.isAfter(Instant.EPOCH) ? sentAt : receivedAt;
    } catch (UnreadableException e) {
      return receivedAt;
    }
  }
}
