package io.finsolutions.pipeline.local.chaos;

import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.store.DatabaseSettings;
import io.finsolutions.pipeline.verify.StandInControl;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at database and exchange ten times a second, over a connection of its own. */
final class FreshnessWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FreshnessWatch.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final String LOOK =
      """
      SELECT
        (SELECT max(close_time) FROM api.bars_1s
         WHERE product = p.product AND start > now() - interval '10 minutes') AS counted,
        (SELECT handover FROM ops.handover h WHERE h.product = p.product) AS handover,
        (SELECT started_at FROM ops.runs r
         WHERE r.product = p.product AND status = 'running'
         ORDER BY run_id DESC LIMIT 1) AS run_began,
        (SELECT max(started_at) FROM ops.runs r
         WHERE r.product = p.product AND status = 'done') AS done_run_began
      FROM (SELECT ?::text AS product) p
      """;

  private final DatabaseSettings database;
  private final TradingPair pair;
  private final StandInControl exchange;
  private final Consumer<Observation> listener;
  private final Thread thread = new Thread(this::watch, "freshness-watch");
  private Connection connection;

  /**
   * A watch that has not begun.
   *
   * @param listener gets what was seen, on a thread of the watch
   */
  FreshnessWatch(
      DatabaseSettings database,
      TradingPair pair,
      StandInControl exchange,
      Consumer<Observation> listener) {
    this.database = database;
    this.pair = pair;
    this.exchange = exchange;
    this.listener = listener;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void watch() {
    try {
      while (true) {
        long began = System.nanoTime();
        look();
        long left = BETWEEN_LOOKS.toMillis() - (System.nanoTime() - began) / 1_000_000;
        Thread.sleep(Math.max(1, left));
      }
    } catch (InterruptedException e) {
      LOG.debug("watch ends");
    } finally {
      disconnect();
    }
  }

  private void look() {
    try {
      listener.accept(seen());
    } catch (FailedException e) {
      LOG.warn("exchange not seen reason={}", e.getMessage());
    }
  }

  private Observation seen() {
    try (PreparedStatement statement = connection().prepareStatement(LOOK)) {
      statement.setString(1, pair.toString());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        Optional<Instant> counted = time(row, "counted");
        // Asked after the database, so that the rows never seem fresher than they are.
        Instant printed = exchange.newestTrade(pair);
        return new Observation(
            Instant.now(),
            printed,
            counted,
            Optional.empty(),
            time(row, "handover"),
            time(row, "run_began"),
            time(row, "done_run_began"));
      }
    } catch (SQLException e) {
      LOG.debug("database does not answer", e);
      disconnect();
      return new Observation(
          Instant.now(),
          exchange.newestTrade(pair),
          Optional.empty(),
          Optional.of(String.valueOf(e.getMessage())),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
  }

  private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private Connection connection() throws SQLException {
    if (connection == null) {
      connection = database.connect("chaos");
    }
    return connection;
  }

  private void disconnect() {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        LOG.debug("connection not closed", e);
      }
      connection = null;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
