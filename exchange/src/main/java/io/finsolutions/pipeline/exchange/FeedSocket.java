package io.finsolutions.pipeline.exchange;

import io.javalin.config.RoutesConfig;
import io.javalin.websocket.WsConfig;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.jetty.websocket.api.Session;

/** The WebSocket of the feed, at any path. Hands all that happens there over to the loop. */
final class FeedSocket {
  private final FeedConnections connections;
  private final FeedProtocol protocol;
  private final Faults faults;
  private final ScheduledExecutorService loop;

  FeedSocket(
      FeedConnections connections,
      FeedProtocol protocol,
      Faults faults,
      ScheduledExecutorService loop) {
    this.connections = connections;
    this.protocol = protocol;
    this.faults = faults;
    this.loop = loop;
  }

  void addTo(RoutesConfig routes) {
    routes.ws("/", this::listen);
    routes.ws("/<path>", this::listen);
  }

  private void listen(WsConfig socket) {
    socket.onConnect(
        context -> {
          // The feed itself decides when a connection is idle.
          context.session.setIdleTimeout(Duration.ZERO);
          Session session = context.session;
          inLoop(() -> connections.add(session, new FeedConnection(session, faults, loop)));
        });
    socket.onMessage(
        context -> {
          Session session = context.session;
          String text = context.message();
          inLoop(
              () -> {
                FeedConnection connection = connections.get(session);
                if (connection != null) {
                  protocol.received(connection, text);
                }
              });
        });
    socket.onClose(context -> inLoop(() -> connections.remove(context.session)));
    socket.onError(context -> inLoop(() -> connections.remove(context.session)));
  }

  private void inLoop(Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException e) {
      // The server is closing, and every connection with it.
      return;
    }
  }
}
