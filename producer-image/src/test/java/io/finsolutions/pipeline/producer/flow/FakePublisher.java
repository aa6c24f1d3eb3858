package io.finsolutions.pipeline.producer.flow;

import io.finsolutions.pipeline.market.TradeMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A topic in memory, that refuses some trades. */
final class FakePublisher implements TradePublisher {
  final List<TradeMessage> topic = new ArrayList<>();
  final List<DeadLetter> deadLetters = new ArrayList<>();
  Predicate<TradeMessage> refuses = message -> false;
  private long acknowledged;
  private List<Long> failed = new ArrayList<>();

  @Override
  public void publish(TradeMessage message) {
    if (refuses.test(message)) {
      failed.add(message.trade().tradeId());
    } else {
      topic.add(message);
      acknowledged++;
    }
  }

  @Override
  public void publish(DeadLetter letter) {
    deadLetters.add(letter);
  }

  @Override
  public SendOutcomes takeOutcomes() {
    var outcomes = new SendOutcomes(acknowledged, failed, "refused");
    acknowledged = 0;
    failed = new ArrayList<>();
    return outcomes;
  }

  /** The ids of the trades; that which is sent again as the first of its minute is left out. */
  List<Long> ids() {
    return topic.stream()
        .filter(message -> !message.firstOfMinute())
        .map(message -> message.trade().tradeId())
        .toList();
  }

  /** The trades that are said to be the first of their minute. */
  List<Long> firstOfMinute() {
    return topic.stream()
        .filter(TradeMessage::firstOfMinute)
        .map(message -> message.trade().tradeId())
        .toList();
  }
}
