package io.finsolutions.pipeline.exchange;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/** A client of the feed that only counts the trades, for feeds that are too fast to be read. */
final class FeedSink implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String MARK = "\"trade_id\"";

  private final AtomicLong trades = new AtomicLong();
  private WebSocket socket;

  void open(URI address) {
    socket = HTTP.newWebSocketBuilder().buildAsync(address, new Listener()).join();
    socket
        .sendText(
            "{\"type\":\"subscribe\",\"channel\":\"market_trades\",\"product_ids\":[\"BTC-USD\"]}",
            true)
        .join();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder partial = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        String text = partial.toString();
        for (int at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, at + 1)) {
          trades.incrementAndGet();
        }
        partial.setLength(0);
      }
      webSocket.request(1);
      return null;
    }
  }

  long trades() {
    return trades.get();
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.abort();
    }
  }
}
