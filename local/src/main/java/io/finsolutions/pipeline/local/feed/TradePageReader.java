package io.finsolutions.pipeline.local.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.finsolutions.pipeline.coinbase.CoinbaseEndpoints;
import io.finsolutions.pipeline.market.TradingPair;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads pages of past trades as they are, without the pipeline's own client. */
final class TradePageReader {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration BOUND = Duration.ofSeconds(10);
  private static final int OK = 200;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(BOUND).build();
  private final CoinbaseEndpoints endpoints;
  private final TradingPair pair;

  TradePageReader(CoinbaseEndpoints endpoints, TradingPair pair) {
    this.endpoints = endpoints;
    this.pair = pair;
  }

  /** The newest trades that the Advanced Trade API gives without a window. */
  List<PlainTrade> newest(int limit) throws IOException, InterruptedException {
    return trades(get(ticker("limit=" + limit)).path("trades"));
  }

  /** The newest trades of a window. */
  List<PlainTrade> between(Instant from, Instant to, int limit)
      throws IOException, InterruptedException {
    String query =
        "limit=%d&start=%d&end=%d".formatted(limit, from.getEpochSecond(), to.getEpochSecond());
    return trades(get(ticker(query)).path("trades"));
  }

  /** The newest trades below an id that the Exchange API gives. */
  List<PlainTrade> below(long id, int limit) throws IOException, InterruptedException {
    String path = "/products/%s/trades?limit=%d&after=%d".formatted(pair, limit, id);
    return trades(get(URI.create(endpoints.exchangeRest() + path)));
  }

  private URI ticker(String query) {
    return URI.create(
        endpoints.rest() + "/api/v3/brokerage/market/products/" + pair + "/ticker?" + query);
  }

  private JsonNode get(URI address) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(address)
                .timeout(BOUND)
                .header("Cache-Control", "no-cache")
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != OK) {
      throw new IOException(address + " answered " + answer.statusCode());
    }
    return JSON.readTree(answer.body());
  }

  private static List<PlainTrade> trades(JsonNode array) {
    List<PlainTrade> trades = new ArrayList<>();
    array.forEach(trade -> trades.add(PlainTrade.of(trade)));
    return trades;
  }
}
