package io.finsolutions.pipeline.producer.flow;

import io.finsolutions.pipeline.market.TradeMessage;

/** The way to the topics. Never waits long: what came of a trade is told later. */
public interface TradePublisher {
  /** Sends a trade; what comes of it will be among the {@link #takeOutcomes}. */
  void publish(TradeMessage message);

  /** Sends a dead letter. One that cannot be sent is counted and logged, no more. */
  void publish(DeadLetter letter);

  /** What came of trades since the last call. */
  SendOutcomes takeOutcomes();
}
