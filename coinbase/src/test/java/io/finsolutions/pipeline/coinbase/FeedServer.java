package io.finsolutions.pipeline.coinbase;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/** A WebSocket server on this machine that says what a test tells it to, and nothing else. */
final class FeedServer implements AutoCloseable {
  private final MockWebServer server = new MockWebServer();
  private final Relay relay;
  private final BlockingQueue<Connection> connections = new LinkedBlockingQueue<>();
  private volatile int refusal;

  FeedServer() throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return refusal == 0
                ? new MockResponse.Builder().webSocketUpgrade(new Connection()).build()
                : new MockResponse.Builder().code(refusal).build();
          }
        });
    server.start(InetAddress.getLoopbackAddress(), 0);
    relay = new Relay(server.getPort());
  }

  URI address() {
    return URI.create("ws://127.0.0.1:" + relay.port());
  }

  /** The network between the clients and this server. */
  Relay network() {
    return relay;
  }

  /** From now on answers with an HTTP status instead of a WebSocket; with 0 no longer. */
  void refuseWith(int status) {
    refusal = status;
  }

  /** The next connection, as soon as it is open. */
  Connection nextConnection() throws InterruptedException {
    Connection connection = connections.poll(60, TimeUnit.SECONDS);
    if (connection == null) {
      throw new AssertionError("nobody connected within 60 s");
    }
    return connection;
  }

  /** Whether somebody connected whom the test has not taken yet. */
  boolean hasWaitingConnection() {
    return !connections.isEmpty();
  }

  @Override
  public void close() {
    relay.close();
    server.close();
  }

  /** The server's end of a connection. */
  final class Connection extends WebSocketListener {
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private volatile WebSocket socket;
    private volatile int closeCode;

    void send(String... frames) {
      for (String frame : frames) {
        socket.send(frame);
      }
    }

    void close(int code, String reason) {
      socket.close(code, reason);
    }

    /** The code of the other side's goodbye; 0 before it came. */
    int closeCode() {
      return closeCode;
    }

    String nextReceived() throws InterruptedException {
      String text = received.poll(60, TimeUnit.SECONDS);
      if (text == null) {
        throw new AssertionError("nothing was received within 10 s");
      }
      return text;
    }

    @Override
    public void onOpen(WebSocket webSocket, Response response) {
      socket = webSocket;
      connections.add(this);
    }

    @Override
    public void onMessage(WebSocket webSocket, String text) {
      received.add(text);
    }

    @Override
    public void onClosing(WebSocket webSocket, int code, String reason) {
      closeCode = code;
      webSocket.close(code, null);
    }
  }
}
