package io.finsolutions.pipeline.producer;

import io.finsolutions.pipeline.coinbase.FeedListener;
import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.producer.flow.DeadLetter;
import io.finsolutions.pipeline.producer.flow.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Brings what the feed says to the mailbox. */
final class FeedEvents implements FeedListener {
  private final Mailbox mailbox;

  FeedEvents(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  @Override
  public void onSubscribed() {
    put(new Event.Subscribed());
  }

  @Override
  public void onTrades(List<Trade> trades, Origin origin, Instant sentAt) {
    put(new Event.TradesCame(trades, origin, sentAt));
  }

  @Override
  public void onHeartbeat() {
    put(new Event.Heartbeat());
  }

  @Override
  public void onLostMessages(long expectedSequence, long actualSequence) {
    put(new Event.MessagesLost(actualSequence - expectedSequence));
  }

  @Override
  public void onRejected(byte[] frame, String detail) {
    put(new Event.Unreadable(frame, detail, DeadLetter.FEED));
  }

  @Override
  public void onDisconnected(String reason, Duration retryAfter) {
    put(new Event.Disconnected(reason, retryAfter));
  }

  private void put(Event event) {
    try {
      mailbox.put(event);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
