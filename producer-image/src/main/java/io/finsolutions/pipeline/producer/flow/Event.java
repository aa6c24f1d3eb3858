package io.finsolutions.pipeline.producer.flow;

import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeIds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Something that happened at an edge, for the one thread that decides. */
public sealed interface Event {
  /** The feed is subscribed, on a new connection. */
  record Subscribed() implements Event {}

  /** The feed lost its connection, or did not get one. */
  record Disconnected(String reason, Duration retryAfter) implements Event {}

  /** The exchange is there. */
  record Heartbeat() implements Event {}

  /** Trades of one message of the feed; see FeedListener for its parts. */
  record TradesCame(List<Trade> trades, Origin origin, Instant sentAt) implements Event {}

  /** Messages of the feed were lost, perhaps with trades inside. */
  record MessagesLost(long count) implements Event {}

  /** Something from {@code source} cannot be read. */
  record Unreadable(byte[] bytes, String detail, String source) implements Event {}

  /** Kafka answers, after it did not take trades. */
  record KafkaAnswered() implements Event {}

  /** Some trades of the history, part of the answer to the request under way. */
  record TradesFetched(List<Trade> trades) implements Event {}

  /** The request is answered; of the ids asked for, those of {@code notGiven} were not there. */
  record FetchAnswered(FetchRequest request, TradeIds notGiven) implements Event {}

  /** The request is not answered. {@code kind} is one of few words, for a counter. */
  record FetchFailed(FetchRequest request, String kind, String reason) implements Event {}
}
