package io.finsolutions.pipeline.coinbase;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;

/**
 * One connection, as a queue of what happens on it. When nobody takes from the queue it fills, and
 * then the socket is not read any further: memory stays bounded.
 */
final class FeedConnection extends WebSocketListener {
  private static final int MAX_QUEUED = 1_024;
  private static final long OFFER_MILLIS = 100;
  private static final int NORMAL_CLOSURE = 1_000;

  private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(MAX_QUEUED);
  private final Clock clock;
  private final WebSocket socket;
  private volatile boolean open;
  private volatile boolean abandoned;

  /** Something that happened on the connection. */
  sealed interface Event {}

  /** It is open. */
  record Opened() implements Event {}

  /** A message came, at the given time and the given reading of {@link System#nanoTime()}. */
  record Message(byte[] bytes, Instant at, long nanos) implements Event {}

  /** It is over, for the given reason. */
  record Ended(String reason) implements Event {}

  /** Nothing happened, but whoever waits should look up. */
  record Nudge() implements Event {}

  // The socket calls back only after newWebSocket, the last step, has been entered.
  @SuppressWarnings("this-escape")
  FeedConnection(OkHttpClient client, Request request, Clock clock) {
    this.clock = clock;
    this.socket = client.newWebSocket(request, this);
  }

  /** The next event, or null if none comes in time. */
  Event next(Duration timeout) throws InterruptedException {
    return events.poll(Math.max(timeout.toNanos(), 0), TimeUnit.NANOSECONDS);
  }

  void send(String text) {
    // A refusal means that the connection is over, and its end is an event of its own.
    socket.send(text);
  }

  /** Wakes whoever waits for an event. */
  void nudge() {
    // If there is no room, nobody waits.
    events.offer(new Nudge());
  }

  /** Says goodbye, if the connection is open, and stops to listen. */
  void close() {
    abandoned = true;
    if (!open || !socket.close(NORMAL_CLOSURE, null)) {
      socket.cancel();
    }
  }

  /** Drops the connection at once, for the other side may be gone. */
  void drop() {
    abandoned = true;
    socket.cancel();
  }

  @Override
  public void onOpen(WebSocket webSocket, Response response) {
    open = true;
    enqueue(new Opened());
  }

  @Override
  public void onMessage(WebSocket webSocket, String text) {
    enqueue(message(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void onMessage(WebSocket webSocket, ByteString bytes) {
    enqueue(message(bytes.toByteArray()));
  }

  @Override
  public void onClosing(WebSocket webSocket, int code, String reason) {
    webSocket.close(NORMAL_CLOSURE, null);
    String words = reason.isEmpty() ? "" : ": " + ErrorBody.excerpt(reason);
    enqueue(new Ended("the exchange closed the connection with code " + code + words));
  }

  @Override
  public void onFailure(WebSocket webSocket, Throwable failure, Response response) {
    enqueue(
        new Ended(
            response == null
                ? "the connection failed: " + ConnectionFailure.inWords(failure)
                : "the exchange answered " + response.code() + " instead of opening a feed"));
  }

  private Message message(byte[] bytes) {
    return new Message(bytes, clock.instant(), System.nanoTime());
  }

  private void enqueue(Event event) {
    try {
      while (!abandoned && !events.offer(event, OFFER_MILLIS, TimeUnit.MILLISECONDS)) {
        // The queue is full: wait on, unless nobody listens any more.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
