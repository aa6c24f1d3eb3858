package io.finsolutions.pipeline.local.run;

import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.store.BarStore;
import io.finsolutions.pipeline.store.DatabaseSettings;
import io.finsolutions.pipeline.store.PipelineStatus;
import io.finsolutions.pipeline.store.StoredBar;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what the database has to show, over a connection that it makes anew when it breaks. */
final class SnapshotReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotReader.class);
  private static final Duration SHOWN = Duration.ofMinutes(30);
  private static final int MOST_SECONDS = 120;
  // It looks through all seconds that are kept, so it is asked less often than for the latest.
  private static final Duration STATUS_EVERY = Duration.ofSeconds(1);

  private final DatabaseSettings database;
  private final TradingPair pair;
  private Connection connection;
  private List<StoredBar> seconds = List.of();
  private Optional<PipelineStatus> status = Optional.empty();
  private Instant statusAt = Instant.MIN;

  SnapshotReader(DatabaseSettings database, TradingPair pair) {
    this.database = database;
    this.pair = pair;
  }

  /**
   * Reads anew what is not fresh. What cannot be read stays as it was.
   *
   * @return why something could not be read, if so
   */
  Optional<String> read(Instant now) {
    try {
      BarStore store = new BarStore(connection());
      seconds = store.latest(pair, BarWidth.SECOND, now.minus(SHOWN), MOST_SECONDS);
      if (Duration.between(statusAt, now).compareTo(STATUS_EVERY) >= 0) {
        status = store.status(pair);
        statusAt = now;
      }
      return Optional.empty();
    } catch (SQLException e) {
      LOG.warn("database does not answer reason={}", e.getMessage());
      close();
      return Optional.of("the database does not answer");
    }
  }

  /** The latest seconds with trades, newest first. */
  List<StoredBar> seconds() {
    return seconds;
  }

  /** How the layers are doing. */
  Optional<PipelineStatus> status() {
    return status;
  }

  /** A connection that works, or did a moment ago. */
  Connection connection() throws SQLException {
    if (connection == null) {
      connection = database.connect("local");
    }
    return connection;
  }

  @Override
  public void close() {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        LOG.debug("connection not closed", e);
      }
      connection = null;
    }
  }
}
