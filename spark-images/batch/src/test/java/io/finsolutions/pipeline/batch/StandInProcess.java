package io.finsolutions.pipeline.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The stand-in exchange as a process of its own: it does not get along with Spark's libraries. */
final class StandInProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LISTENING = "listening on ";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final URI base;

  private StandInProcess(Process process, URI base) {
    this.process = process;
    this.base = base;
  }

  static StandInProcess start(String... arguments) throws IOException {
    Path target = Path.of("..", "..", "exchange", "target");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(jar(target) + File.pathSeparator + target.resolve("lib").resolve("*"));
    command.add("io.finsolutions.pipeline.exchange.ExchangeCommand");
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectError(Files.createTempFile(Path.of("target"), "exchange-", ".log").toFile())
            .start();
    BufferedReader out = process.inputReader();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(LISTENING)) {
        return new StandInProcess(
            process, URI.create("http://" + line.substring(LISTENING.length())));
      }
    }
    throw new AssertionError("the stand-in did not start");
  }

  private static Path jar(Path target) throws IOException {
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().matches("exchange-[0-9].*\\.jar"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("the stand-in is not packaged"));
    }
  }

  URI base() {
    return base;
  }

  /** All trades that it has printed, by id. */
  List<Trade> trades(TradingPair product) throws Exception {
    List<Trade> trades = new ArrayList<>();
    long after = 0;
    while (true) {
      String page = get("/stand-in/trades?product=" + product + "&limit=100000&after=" + after);
      if (page.isEmpty()) {
        return trades;
      }
      for (String line : page.lines().toList()) {
        trades.add(trade(JSON.readTree(line), product));
      }
      after = trades.get(trades.size() - 1).tradeId();
    }
  }

  private static Trade trade(JsonNode json, TradingPair product) {
    return new Trade(
        product,
        json.get("trade_id").asLong(),
        Instant.parse(json.get("time").asText()),
        new BigDecimal(json.get("price").asText()),
        new BigDecimal(json.get("size").asText()),
        Side.valueOf(json.get("maker_side").asText()));
  }

  /** How many pages of trades by id it has given. */
  long pagesById() throws Exception {
    return JSON.readTree(get("/stand-in/status")).get("pages_by_id").asLong();
  }

  void startFaults(String json) throws Exception {
    send(
        HttpRequest.newBuilder(base.resolve("/stand-in/faults"))
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  void clearFaults() throws Exception {
    send(HttpRequest.newBuilder(base.resolve("/stand-in/faults")).DELETE().build());
  }

  private String get(String path) throws Exception {
    return send(HttpRequest.newBuilder(base.resolve(path)).build());
  }

  private String send(HttpRequest request) throws Exception {
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new AssertionError(request.uri() + " answered " + answer.body());
    }
    return answer.body();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
