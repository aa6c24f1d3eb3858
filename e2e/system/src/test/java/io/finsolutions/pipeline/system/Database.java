package io.finsolutions.pipeline.system;

import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.verify.Verification;
import io.finsolutions.pipeline.verify.Verifier;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;

/**
 * The database of a pair over a forwarded port, with one connection at a time, which is made anew
 * after a failure. Not safe for use by several threads.
 */
final class Database implements AutoCloseable {
  private final TradingPair pair;
  private final Forward forward;
  private final Supplier<String> password;
  private Connection connection;

  Database(TradingPair pair, Forward forward, Supplier<String> password) {
    this.pair = pair;
    this.forward = forward;
    this.password = password;
  }

  /** What is asked of a connection. */
  @FunctionalInterface
  interface Question<T> {
    T ask(Connection connection) throws SQLException;
  }

  /**
   * Asks, once.
   *
   * @throws FailedException if the database does not answer
   */
  <T> T ask(Question<T> question) {
    try {
      if (connection == null) {
        connection = connect("pipeline");
      }
      return question.ask(connection);
    } catch (SQLException e) {
      disconnect();
      throw new FailedException("the database does not answer: " + e.getMessage(), e);
    } catch (FailedException e) {
      disconnect();
      throw e;
    }
  }

  /** The time of the newest trade that a row has counted. */
  Optional<Instant> newestCounted() {
    return time(
        "SELECT max(close_time) FROM api.bars_1s WHERE product = ?"
            + " AND start > now() - interval '10 minutes'");
  }

  /** Before when rows are final. */
  Optional<Instant> handover() {
    return time("SELECT handover FROM ops.handover WHERE product = ?");
  }

  /** Holds all rows against the exchange. */
  Verification verify(URI exchange) {
    return ask(open -> new Verifier(pair, Optional.of(exchange), Instant.EPOCH).verify(open));
  }

  private Optional<Instant> time(String sql) {
    return ask(
        open -> {
          try (PreparedStatement statement = open.prepareStatement(sql)) {
            statement.setString(1, pair.toString());
            try (ResultSet row = statement.executeQuery()) {
              return row.next()
                  ? Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                      .map(OffsetDateTime::toInstant)
                  : Optional.empty();
            }
          }
        });
  }

  private Connection connect(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", "pipeline");
    properties.setProperty("password", password.get());
    properties.setProperty("loginTimeout", "10");
    properties.setProperty("connectTimeout", "2");
    properties.setProperty("socketTimeout", "20");
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + forward.port() + "/" + database, properties);
  }

  private void disconnect() {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        // It was broken already.
        Timeline.tell("  a connection does not close: %s", e.getMessage());
      }
      connection = null;
    }
    forward.reset();
  }

  @Override
  public void close() {
    disconnect();
  }
}
