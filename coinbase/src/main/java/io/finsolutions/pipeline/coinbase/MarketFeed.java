package io.finsolutions.pipeline.coinbase;

import io.finsolutions.pipeline.market.TradingPair;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live feed of one product: connects, subscribes, watches, and connects again after every kind
 * of failure, until it is closed. What happens goes to the listener, so that nothing of it is
 * logged here above the level {@code debug}, but for a listener that throws.
 *
 * <p>Trades can be lost between two connections, and the exchange promises no complete feed on one:
 * who needs every trade looks for holes in the ids and fills them with {@link TradeHistory}.
 */
public final class MarketFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MarketFeed.class);

  private final CoinbaseSettings settings;
  private final TradingPair product;
  private final FeedListener listener;
  private final Optional<CdpTokens> tokens;
  private final OkHttpClient client;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile FeedConnection connection;

  /** A feed that has not started. */
  public MarketFeed(CoinbaseSettings settings, TradingPair product, FeedListener listener) {
    this.settings = settings;
    this.product = product;
    this.listener = listener;
    this.tokens = settings.cdpKey().map(key -> new CdpTokens(key, Clock.systemUTC()));
    this.client =
        HttpClients.withTimeout(settings.requestTimeout(), "coinbase-feed-socket").build();
    this.thread = new Thread(this::run, "coinbase-feed-" + product);
    this.thread.setDaemon(true);
  }

  /**
   * Starts to connect, in a thread of its own, and returns at once. That thread does not keep the
   * process alive.
   *
   * @throws IllegalThreadStateException if it was started before
   */
  public void start() {
    thread.start();
  }

  /**
   * Ends the feed for good, and returns when no more calls of the listener will come, or when it is
   * interrupted. Called from within such a call it returns at once, and the message that is being
   * delivered is the last.
   */
  @Override
  public void close() {
    closing.countDown();
    FeedConnection current = connection;
    if (current != null) {
      current.nudge();
    }
    if (Thread.currentThread() != thread) {
      awaitEnd();
    }
    // Not cancelled: the goodbye may still be on its way.
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  private void run() {
    int failures = 0;
    while (!isClosing()) {
      long startedAt = System.nanoTime();
      FeedConnection current = connect();
      var session = new FeedSession(current, settings, product, tokens, listener, this::isClosing);
      String reason = outcome(session);
      if (isClosing()) {
        current.close();
        return;
      }
      current.drop();
      boolean healthy = session.isSubscribed() && isHealthySpell(System.nanoTime() - startedAt);
      failures = healthy ? 1 : failures + 1;
      pause(reason, settings.backOff().after(failures, ThreadLocalRandom.current()));
    }
  }

  private FeedConnection connect() {
    String address = settings.endpoints().webSocket().toString();
    Request request = new Request.Builder().url(address).build();
    connection = new FeedConnection(client, request, Clock.systemUTC());
    return connection;
  }

  /** Lives through a connection; returns in words why it is over. */
  private String outcome(FeedSession session) {
    try {
      session.run();
      return "the feed is closing";
    } catch (FeedEndedException e) {
      return e.getMessage();
    } catch (InterruptedException e) {
      return "the feed was interrupted";
    } catch (RuntimeException e) {
      LOG.error("message not handled product={}", product, e);
      return "a message was not handled: " + e;
    }
  }

  /** One that lasted longer than the longest wait: its end is a new failure, not one in a row. */
  private boolean isHealthySpell(long nanos) {
    return settings.backOff().longest().compareTo(Duration.ofNanos(nanos)) < 0;
  }

  private void pause(String reason, Duration wait) {
    LOG.debug("disconnected product={} reason={} retryAfter={}", product, reason, wait);
    try {
      listener.onDisconnected(reason, wait);
    } catch (RuntimeException e) {
      LOG.error("disconnect not handled product={}", product, e);
    }
    try {
      closing.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      LOG.debug("wait cut short product={}", product);
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void awaitEnd() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
