package io.finsolutions.pipeline.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A client of the feed that remembers every frame; frames that are not JSON are missing nodes. */
final class FeedClient implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> texts = new CopyOnWriteArrayList<>();
  private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
  private final WebSocket socket;
  private volatile Optional<Integer> closeCode = Optional.empty();
  private volatile boolean failed;

  FeedClient(URI address) {
    socket = HTTP.newWebSocketBuilder().buildAsync(address, new Listener()).join();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder partial = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        texts.add(partial.toString());
        frames.add(read(partial.toString()));
        partial.setLength(0);
      }
      webSocket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
      closeCode = Optional.of(statusCode);
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      failed = true;
    }
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  FeedClient say(String text) {
    socket.sendText(text, true).join();
    return this;
  }

  FeedClient subscribe(String channel, String... products) {
    String ids = products.length == 0 ? "" : "\"" + String.join("\",\"", products) + "\"";
    return say(
        "{\"type\":\"subscribe\",\"channel\":\"" + channel + "\",\"product_ids\":[" + ids + "]}");
  }

  List<JsonNode> frames() {
    return List.copyOf(frames);
  }

  List<String> texts() {
    return List.copyOf(texts);
  }

  /** The close code, if the server closed the connection with one. */
  Optional<Integer> closeCode() {
    return closeCode;
  }

  /** Whether the connection broke without a close frame. */
  boolean isBroken() {
    return failed || closeCode.filter(code -> code == 1006).isPresent();
  }

  JsonNode await(String what, Predicate<JsonNode> wanted) {
    Eventually.holds("a client receives " + what, () -> frames.stream().anyMatch(wanted));
    return frames.stream().filter(wanted).findFirst().orElseThrow();
  }

  JsonNode awaitEvent(String type) {
    return await("an event " + type, frame -> hasEvent(frame, type));
  }

  static boolean hasEvent(JsonNode frame, String type) {
    return frame.path("events").path(0).path("type").asText().equals(type);
  }

  /** All trades of all events of one type, in the order of their arrival. */
  List<JsonNode> trades(String type) {
    List<JsonNode> trades = new ArrayList<>();
    for (JsonNode frame : frames) {
      for (JsonNode event : frame.path("events")) {
        if (event.path("type").asText().equals(type)) {
          event.path("trades").forEach(trades::add);
        }
      }
    }
    return trades;
  }

  /** The ids of all updates in the order of their arrival. */
  List<Long> updatedIds() {
    return trades("update").stream().map(trade -> trade.path("trade_id").asLong()).toList();
  }

  List<Long> sequence() {
    return frames.stream()
        .filter(frame -> frame.has("sequence_num"))
        .map(frame -> frame.path("sequence_num").asLong())
        .toList();
  }

  @Override
  public void close() {
    socket.abort();
  }
}
