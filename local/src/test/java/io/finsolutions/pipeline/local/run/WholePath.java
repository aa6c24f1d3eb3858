package io.finsolutions.pipeline.local.run;

import io.finsolutions.pipeline.coinbase.CoinbaseEndpoints;
import io.finsolutions.pipeline.local.part.Part;
import io.finsolutions.pipeline.local.part.RunningPart;
import io.finsolutions.pipeline.local.state.StateFolder;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.store.BarStore;
import io.finsolutions.pipeline.store.StoredBar;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** All parts of the pipeline as processes, fed by a stand-in exchange with flags of the test's. */
final class WholePath implements AutoCloseable {
  private static final TradingPair PAIR = TradingPair.parse("BTC-USD");
  private static final Duration STOP_BOUND = Duration.ofSeconds(10);

  private final StateFolder folder;
  private final PipelineParts parts;
  private final CoinbaseEndpoints endpoints;
  private final Deque<Part> started = new ArrayDeque<>();
  private final Deque<RunningPart> running = new ArrayDeque<>();

  /** Starts everything but the batch layer. */
  WholePath(Path state, List<String> exchangeFlags) throws Exception {
    int port = Ports.free();
    URI base = URI.create("http://127.0.0.1:" + port);
    endpoints = new CoinbaseEndpoints(base, base, URI.create("ws://127.0.0.1:" + port));
    folder = StateFolder.open(state, PAIR);
    parts = new PipelineParts(Applications.find(), settings(state), folder);
    List<String> flags = new ArrayList<>(exchangeFlags);
    flags.addAll(List.of("--port", Integer.toString(port), "--product", PAIR.toString()));
    start(parts.broker());
    start(parts.database());
    start(parts.streaming());
    start(parts.exchange(new Feed.StandIn(base, flags)));
    start(parts.producer(endpoints));
  }

  void startBatch() throws Exception {
    start(parts.batch(endpoints, true));
  }

  /** All rows that readers see. */
  List<StoredBar> rows(BarWidth width) throws Exception {
    try (Connection connection = parts.database().settings().connect("test")) {
      return new BarStore(connection)
          .bars(PAIR, width, Instant.EPOCH, Instant.now(), Integer.MAX_VALUE);
    }
  }

  /** The one number that a query over the views gives. */
  long count(String sql) throws Exception {
    try (Connection connection = parts.database().settings().connect("test");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() {
    while (!running.isEmpty()) {
      try {
        running.pop().stop(STOP_BOUND);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      started.pop().close();
    }
    folder.close();
  }

  private void start(Part part) throws Exception {
    running.push(part.start());
    started.push(part);
  }

  private RunSettings settings(Path state) {
    return new RunSettings(
        PAIR,
        FeedKind.RECORDING,
        1,
        1,
        1,
        Optional.empty(),
        endpoints,
        state,
        true,
        Optional.empty(),
        "continuous",
        BatchSchedule.EACH_MINUTE,
        Optional.empty(),
        0,
        0,
        0);
  }
}
