package io.finsolutions.pipeline.local.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.finsolutions.pipeline.market.TradingPair;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Listens to the feed for a while and keeps every message as it came: on purpose not with the
 * pipeline's own client, which sorts and drops.
 */
final class FeedRecorder implements WebSocket.Listener {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT_BOUND = Duration.ofSeconds(10);

  private final List<FeedFrame> frames = new ArrayList<>();
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private final StringBuilder message = new StringBuilder();

  private FeedRecorder() {}

  /**
   * What came.
   *
   * @param frames every message, in order
   * @param problem why there are no more; empty if the time was over
   */
  record Heard(List<FeedFrame> frames, String problem) {}

  /** Connects, subscribes to the trades of a pair and to heartbeats, and listens. */
  static Heard listen(URI address, TradingPair pair, Duration length) throws InterruptedException {
    FeedRecorder recorder = new FeedRecorder();
    WebSocket socket;
    try {
      socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .connectTimeout(CONNECT_BOUND)
              .buildAsync(address, recorder)
              .get(CONNECT_BOUND.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return new Heard(List.of(), "cannot connect to " + address + ": " + reason(e));
    }
    try {
      socket
          .sendText(
              "{\"type\":\"subscribe\",\"product_ids\":[\"%s\"],\"channel\":\"market_trades\"}"
                  .formatted(pair),
              true)
          .join();
      socket.sendText("{\"type\":\"subscribe\",\"channel\":\"heartbeats\"}", true).join();
      String problem = recorder.ended.get(length.toMillis(), TimeUnit.MILLISECONDS);
      return new Heard(recorder.frames(), problem);
    } catch (TimeoutException e) {
      return new Heard(recorder.frames(), "");
    } catch (ExecutionException e) {
      return new Heard(recorder.frames(), reason(e));
    } finally {
      socket.abort();
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
    Instant now = Instant.now();
    message.append(text);
    if (last) {
      try {
        FeedFrame frame = new FeedFrame(now, JSON.readTree(message.toString()));
        synchronized (frames) {
          frames.add(frame);
        }
      } catch (JsonProcessingException e) {
        ended.complete("a message is not JSON: " + e.getOriginalMessage());
      }
      message.setLength(0);
    }
    socket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    ended.complete("the exchange closed the connection with code " + code + " " + reason);
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    ended.complete("the connection broke: " + error.getMessage());
  }

  private List<FeedFrame> frames() {
    synchronized (frames) {
      return List.copyOf(frames);
    }
  }

  private static String reason(Exception failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
