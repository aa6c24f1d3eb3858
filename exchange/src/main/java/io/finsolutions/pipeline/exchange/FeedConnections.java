package io.finsolutions.pipeline.exchange;

import io.finsolutions.pipeline.market.TradingPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All clients of the feed. Everything happens on the loop's thread, but for the count. */
final class FeedConnections implements FaultEffects {
  private static final Logger LOG = LoggerFactory.getLogger(FeedConnections.class);

  private final ExchangeSettings settings;
  private final ExchangeClock clock;
  private final long startNanos = System.nanoTime();
  private final Map<Session, FeedConnection> open = new LinkedHashMap<>();
  private volatile int count;

  FeedConnections(ExchangeSettings settings, ExchangeClock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** How many clients are connected. */
  int count() {
    return count;
  }

  void add(Session session, FeedConnection connection) {
    open.put(session, connection);
    count = open.size();
    LOG.info("client={} connected clients={}", session.getRemoteSocketAddress(), count);
  }

  FeedConnection get(Session session) {
    return open.get(session);
  }

  void remove(Session session) {
    if (open.remove(session) != null) {
      count = open.size();
      LOG.info("client={} disconnected clients={}", session.getRemoteSocketAddress(), count);
    }
  }

  void forEachOf(TradingPair product, Consumer<FeedConnection> action) {
    for (FeedConnection connection : open.values()) {
      if (connection.products().contains(product)) {
        action.accept(connection);
      }
    }
  }

  /** Sends heartbeats to those who want them. */
  void beat() {
    FeedFrame heartbeat =
        FeedFrames.heartbeat(clock.now(), Duration.ofNanos(System.nanoTime() - startNanos));
    for (FeedConnection connection : open.values()) {
      if (connection.wantsHeartbeats()) {
        connection.send(heartbeat);
      }
    }
  }

  /** Closes those who did not subscribe in time, and those to whom nothing was sent for long. */
  void closeIdle() {
    for (FeedConnection connection : List.copyOf(open.values())) {
      if (connection.isSilent()) {
        continue;
      }
      if (!connection.isSubscribed()
          && connection.age().compareTo(settings.subscribeWithin()) >= 0) {
        connection.close("no subscription within " + settings.subscribeWithin().toMillis() + " ms");
      } else if (connection.idle().compareTo(settings.idleAfter()) >= 0) {
        connection.close("idle");
      }
    }
  }

  @Override
  public void disconnectAll(boolean abrupt) {
    for (FeedConnection connection : new ArrayList<>(open.values())) {
      if (abrupt) {
        connection.disconnect();
      } else {
        connection.close("going away");
      }
    }
  }

  @Override
  public void silenceAll() {
    open.values().forEach(FeedConnection::silence);
  }

  @Override
  public void sendUnknownMessage() {
    Instant now = clock.now();
    open.values().forEach(connection -> connection.send(FeedFrames.unknown(now)));
  }
}
