package io.finsolutions.pipeline.peers.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.finsolutions.pipeline.peers.task.PeerRow;
import io.finsolutions.pipeline.peers.task.PeerRows;
import io.finsolutions.pipeline.peers.task.PeerTask;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Asks for the last hundred trades each second, and counts the new ones into that second. */
public final class RestPeer {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI page;
  private final PeerRows rows;
  private Instant second = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private long lastId;

  private record Seen(long id, BigDecimal price, BigDecimal size, boolean buy) {}

  private RestPeer(PeerTask task) throws Exception {
    page =
        task.exchange()
            .resolve("/api/v3/brokerage/market/products/" + task.product() + "/ticker?limit=100");
    rows = new PeerRows(task.databaseUrl(), task.databaseUser(), task.product());
  }

  /** Runs until it is killed. */
  public static void main(String[] arguments) throws Exception {
    RestPeer peer = new RestPeer(PeerTask.of(arguments));
    Executors.newSingleThreadScheduledExecutor()
        .scheduleAtFixedRate(peer::poll, 0, 1, TimeUnit.SECONDS);
  }

  private void poll() {
    second = second.plusSeconds(1);
    try {
      List<Seen> fresh = newTrades();
      if (!fresh.isEmpty()) {
        rows.put(List.of(row(fresh)));
        lastId = fresh.get(fresh.size() - 1).id();
      }
    } catch (Exception e) {
      System.err.println("poll failed reason=\"" + e + "\"");
    }
  }

  /** By id. */
  private List<Seen> newTrades() throws IOException {
    JsonNode answer;
    try (InputStream body = page.toURL().openStream()) {
      answer = JSON.readTree(body);
    }
    List<Seen> fresh = new ArrayList<>();
    for (JsonNode trade : answer.get("trades")) {
      long id = trade.get("trade_id").asLong();
      if (id > lastId) {
        fresh.add(
            0,
            new Seen(
                id,
                new BigDecimal(trade.get("price").asText()),
                new BigDecimal(trade.get("size").asText()),
                trade.get("side").asText().equals("SELL")));
      }
    }
    return fresh;
  }

  private PeerRow row(List<Seen> trades) {
    long buys = trades.stream().filter(Seen::buy).count();
    return new PeerRow(
        second,
        trades.size(),
        buys,
        trades.size() - buys,
        trades.get(0).price(),
        trades.stream().map(Seen::price).reduce(BigDecimal::max).orElseThrow(),
        trades.stream().map(Seen::price).reduce(BigDecimal::min).orElseThrow(),
        trades.get(trades.size() - 1).price(),
        trades.stream().map(Seen::size).reduce(BigDecimal.ZERO, BigDecimal::add),
        trades.stream()
            .map(trade -> trade.price().multiply(trade.size()))
            .reduce(BigDecimal.ZERO, BigDecimal::add),
        trades.get(trades.size() - 1).id());
  }
}
