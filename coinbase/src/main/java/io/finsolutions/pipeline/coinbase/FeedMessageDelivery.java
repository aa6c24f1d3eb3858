package io.finsolutions.pipeline.coinbase;

import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the messages of one connection into calls of the listener. */
final class FeedMessageDelivery {
  private static final Logger LOG = LoggerFactory.getLogger(FeedMessageDelivery.class);
  private static final int MAX_REJECTED_BYTES = 64 << 10;

  private final TradingPair product;
  private final FeedListener listener;
  private final FeedFrameDecoder decoder;
  private final SequenceCheck sequence = new SequenceCheck();
  private boolean subscribed;
  private long ignored;

  FeedMessageDelivery(TradingPair product, FeedListener listener) {
    this.product = product;
    this.listener = listener;
    this.decoder = new FeedFrameDecoder(product);
  }

  /** Whether the exchange acknowledged the subscription to the trades. */
  boolean isSubscribed() {
    return subscribed;
  }

  /**
   * Takes the next message.
   *
   * @throws FeedEndedException if the exchange refuses the subscription with it
   */
  void take(byte[] frame, Instant receivedAt) throws FeedEndedException {
    FeedMessage message;
    try {
      message = decoder.decode(frame, receivedAt);
    } catch (UnreadableException e) {
      boolean tooLong = frame.length > FeedFrameDecoder.MAX_FRAME_BYTES;
      listener.onRejected(
          tooLong ? Arrays.copyOf(frame, MAX_REJECTED_BYTES) : frame, e.getMessage());
      return;
    }
    message.sequence().ifPresent(this::checkSequence);
    if (message instanceof FeedMessage.Trades trades) {
      deliver(trades);
    } else if (message instanceof FeedMessage.Heartbeat) {
      listener.onHeartbeat();
    } else if (message instanceof FeedMessage.Subscriptions subscriptions) {
      acknowledge(subscriptions);
    } else if (message instanceof FeedMessage.Refusal refusal) {
      throw new FeedEndedException("the exchange refuses: " + refusal.reason());
    } else if (message instanceof FeedMessage.Other other) {
      ignored++;
      LOG.debug("message ignored product={} kind={} ignored={}", product, other.kind(), ignored);
    }
  }

  private void checkSequence(long actual) {
    long lost = sequence.lostBefore(actual);
    if (lost > 0) {
      listener.onLostMessages(actual - lost, actual);
    }
  }

  private void deliver(FeedMessage.Trades message) {
    deliver(message.snapshot(), Origin.SNAPSHOT, message.sentAt());
    deliver(message.updates(), Origin.LIVE, message.sentAt());
    message.rejected().forEach(trade -> listener.onRejected(trade.json(), trade.detail()));
  }

  private void deliver(List<Trade> trades, Origin origin, Instant sentAt) {
    if (!trades.isEmpty()) {
      listener.onTrades(trades, origin, sentAt);
    }
  }

  private void acknowledge(FeedMessage.Subscriptions message) {
    Set<String> products = message.products().getOrDefault(FeedChannels.MARKET_TRADES, Set.of());
    if (!subscribed && products.contains(product.toString())) {
      subscribed = true;
      listener.onSubscribed();
    }
  }
}
