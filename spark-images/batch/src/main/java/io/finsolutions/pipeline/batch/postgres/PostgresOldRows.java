package io.finsolutions.pipeline.batch.postgres;

import io.finsolutions.pipeline.batch.engine.DroppedRows;
import io.finsolutions.pipeline.batch.engine.OldRows;
import io.finsolutions.pipeline.batch.engine.StoreException;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.store.BarColumns;
import io.finsolutions.pipeline.store.DatabaseSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Old rows in Postgres. Each month of a table is a transaction of its own, the finer before the
 * coarser: whatever comes in between, what is gone is gone, and the next run does the rest.
 */
public record PostgresOldRows(DatabaseSettings database, TradingPair product) implements OldRows {
  private static final List<String> TABLES_WITH_MONTHS = List.of("batch.bars_1s", "batch.bars_1m");

  private static final String LIMIT_STATEMENTS = "SET statement_timeout = '60s'";
  private static final String KEEP_FROM = "SELECT ops.keep_rows_from(?, ?) AS kept_from";
  private static final String DROP_MONTH =
      "SELECT relation, deleted_rows, freed_bytes FROM ops.drop_oldest_month(?::regclass, ?)";
  private static final String DELETE =
      "SELECT relation, deleted_rows, NULL::bigint AS freed_bytes FROM ops.delete_old_rows(?)";

  /** A lock that did not come in time, a deadlock, a statement that took too long. */
  private static final Set<String> PASSING_STATES = Set.of("55P03", "40P01", "57014");

  @Override
  public Dropped dropBefore(Instant limit) throws StoreException {
    return Answer.of("drop old rows", () -> drop(limit));
  }

  private Dropped drop(Instant limit) throws SQLException {
    Optional<Instant> keptFrom = Optional.empty();
    List<DroppedRows> dropped = new ArrayList<>();
    try (Connection connection = database.connectPatiently("batch " + product)) {
      // Until the connection ends.
      new RunLedger(connection, product).lock();
      limitStatements(connection);
      keptFrom = keepFrom(connection, limit);
      if (keptFrom.isPresent()) {
        for (String table : TABLES_WITH_MONTHS) {
          boolean more = true;
          while (more) {
            more = dropMonth(connection, table, dropped);
          }
        }
        deleteRows(connection, dropped);
      }
      return new Dropped(keptFrom, dropped, Optional.empty());
    } catch (FailedException e) {
      return new Dropped(keptFrom, dropped, Optional.of(e.getMessage()));
    } catch (SQLException e) {
      if (!PASSING_STATES.contains(String.valueOf(e.getSQLState()))) {
        throw e;
      }
      return new Dropped(keptFrom, dropped, e.getMessage().lines().findFirst());
    }
  }

  private static void limitStatements(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(LIMIT_STATEMENTS);
    }
  }

  private Optional<Instant> keepFrom(Connection connection, Instant limit) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(KEEP_FROM)) {
      statement.setString(1, product.toString());
      statement.setObject(2, BarColumns.utc(limit));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return Optional.ofNullable(BarColumns.instant(row, "kept_from"));
      }
    }
  }

  /** Whether there was a month to drop. */
  private boolean dropMonth(Connection connection, String table, List<DroppedRows> dropped)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DROP_MONTH)) {
      statement.setString(1, table);
      statement.setString(2, product.toString());
      return read(statement, dropped);
    }
  }

  private void deleteRows(Connection connection, List<DroppedRows> dropped) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
      statement.setString(1, product.toString());
      read(statement, dropped);
    }
  }

  private static boolean read(PreparedStatement statement, List<DroppedRows> dropped)
      throws SQLException {
    int before = dropped.size();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        dropped.add(
            new DroppedRows(
                row.getString("relation"),
                number(row, "deleted_rows"),
                number(row, "freed_bytes")));
      }
    }
    return dropped.size() > before;
  }

  private static OptionalLong number(ResultSet row, String column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
  }
}
