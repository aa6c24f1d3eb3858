package io.finsolutions.pipeline.console.pipelines;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.store.DatabaseSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * A pipeline whose rows can be asked for, over a few connections that can only read. Safe for use
 * by several threads.
 */
public final class Pipeline implements AutoCloseable {
  private static final int MOST_CONNECTIONS = 8;
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(2);
  private static final Duration IDLE_CONNECTION_LIFE = Duration.ofMinutes(1);

  /** Whoever asks so soon after a connection has failed is told so, and does not wait as long. */
  private static final Duration FAILURE_HOLDS = Duration.ofMillis(500);

  // To plan a question over the views of both layers takes up to half of its time, and whatever the
  // values are, its rows come by the same indexes.
  private static final String SESSION =
      "-c default_transaction_read_only=on -c statement_timeout=4s"
          + " -c plan_cache_mode=force_generic_plan";

  private final PipelineEntry entry;
  private final Optional<HikariDataSource> connections;
  private volatile Failure latestFailure;

  /** A question to the rows. */
  @FunctionalInterface
  public interface Question<T> {
    /** Asks over a connection whose transaction sees one moment, and is ended by the caller. */
    T ask(Connection connection) throws SQLException;
  }

  private record Failure(SQLException reason, long nanoTime) {
    boolean holds() {
      return System.nanoTime() - nanoTime < FAILURE_HOLDS.toNanos();
    }
  }

  Pipeline(PipelineEntry entry) {
    this.entry = entry;
    this.connections = entry.database().map(database -> pool(entry.name(), database));
  }

  /** What its source has told of it. */
  public PipelineEntry entry() {
    return entry;
  }

  /** The pair. */
  public TradingPair product() {
    return entry.product();
  }

  /**
   * Asks in a transaction of its own.
   *
   * @throws UnavailableException if the database cannot be asked, or does not answer
   */
  public <T> T ask(Question<T> question) {
    HikariDataSource pool =
        connections.orElseThrow(
            () -> new UnavailableException(entry.trouble().orElse("its database is not known")));
    Connection connection = connect(pool);
    try (connection) {
      T answer = question.ask(connection);
      connection.rollback();
      return answer;
    } catch (SQLException e) {
      throw new UnavailableException(e);
    }
  }

  private Connection connect(HikariDataSource pool) {
    Failure failure = latestFailure;
    if (failure != null && failure.holds()) {
      throw new UnavailableException(failure.reason);
    }
    try {
      Connection connection = pool.getConnection();
      latestFailure = null;
      return connection;
    } catch (SQLException e) {
      latestFailure = new Failure(e, System.nanoTime());
      throw new UnavailableException(e);
    }
  }

  @Override
  public void close() {
    connections.ifPresent(HikariDataSource::close);
  }

  private static HikariDataSource pool(String name, DatabaseSettings database) {
    Properties properties = database.connectionProperties("console");
    properties.merge("options", SESSION, (given, own) -> given + " " + own);
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(database.url());
    config.setDataSourceProperties(properties);
    config.setMaximumPoolSize(MOST_CONNECTIONS);
    config.setMinimumIdle(1);
    config.setIdleTimeout(IDLE_CONNECTION_LIFE.toMillis());
    config.setConnectionTimeout(CONNECT_PATIENCE.toMillis());
    config.setValidationTimeout(TimeUnit.SECONDS.toMillis(1));
    config.setInitializationFailTimeout(-1);
    config.setAutoCommit(false);
    config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    return new HikariDataSource(config);
  }
}
