package io.finsolutions.pipeline.coinbase;

import io.finsolutions.pipeline.market.TradingPair;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The life of one connection: it opens, is subscribed, and brings messages, or is given up as soon
 * as one of these takes too long.
 */
final class FeedSession {
  private final FeedConnection connection;
  private final CoinbaseSettings settings;
  private final TradingPair product;
  private final Optional<CdpTokens> tokens;
  private final FeedMessageDelivery delivery;
  private final BooleanSupplier closing;
  private long subscribedAt;
  private boolean open;

  FeedSession(
      FeedConnection connection,
      CoinbaseSettings settings,
      TradingPair product,
      Optional<CdpTokens> tokens,
      FeedListener listener,
      BooleanSupplier closing) {
    this.connection = connection;
    this.settings = settings;
    this.product = product;
    this.tokens = tokens;
    this.delivery = new FeedMessageDelivery(product, listener);
    this.closing = closing;
  }

  /** Whether the exchange acknowledged the subscription. */
  boolean isSubscribed() {
    return delivery.isSubscribed();
  }

  /**
   * Takes what comes until the feed is closing.
   *
   * @throws FeedEndedException when the connection is of no more use
   */
  void run() throws FeedEndedException, InterruptedException {
    while (!closing.getAsBoolean()) {
      FeedConnection.Event event = connection.next(patience());
      if (event == null) {
        throw new FeedEndedException(silence());
      } else if (event instanceof FeedConnection.Opened) {
        subscribe();
      } else if (event instanceof FeedConnection.Message message) {
        take(message);
      } else if (event instanceof FeedConnection.Ended ended) {
        throw new FeedEndedException(ended.reason());
      }
    }
  }

  private void subscribe() {
    open = true;
    subscribedAt = System.nanoTime();
    connection.send(FeedChannels.subscribeToTrades(product, tokens));
    connection.send(FeedChannels.subscribeToHeartbeats(tokens));
  }

  private void take(FeedConnection.Message message) throws FeedEndedException {
    delivery.take(message.bytes(), message.at());
    // Measured by when the message came, not by now: a slow listener is not the exchange's fault.
    if (!isSubscribed() && patienceForSubscription(message.nanos()).isNegative()) {
      throw new FeedEndedException(silence());
    }
  }

  private Duration patience() {
    if (!open) {
      return settings.requestTimeout();
    }
    Duration heartbeat = settings.heartbeatTimeout();
    if (isSubscribed()) {
      return heartbeat;
    }
    Duration subscription = patienceForSubscription(System.nanoTime());
    return subscription.compareTo(heartbeat) < 0 ? subscription : heartbeat;
  }

  private Duration patienceForSubscription(long nanos) {
    return settings.heartbeatTimeout().minusNanos(nanos - subscribedAt);
  }

  private String silence() {
    if (!open) {
      return "no connection within " + inWords(settings.requestTimeout());
    }
    String timeout = inWords(settings.heartbeatTimeout());
    return isSubscribed()
        ? "no message for " + timeout
        : "the subscription was not acknowledged within " + timeout;
  }

  private static String inWords(Duration duration) {
    return duration.toMillis() + " ms";
  }
}
