package io.finsolutions.pipeline.batch.postgres;

import io.finsolutions.pipeline.batch.engine.TimeRange;
import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.store.BarColumns;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/** A table of bars of one width. */
final class BarTable {
  private static final int COPY_CHARACTERS = 1 << 16;

  private final Connection connection;
  private final TradingPair product;
  private final String name;
  private final BarWidth width;

  private BarTable(Connection connection, TradingPair product, String schema, BarWidth width) {
    this.connection = connection;
    this.product = product;
    this.name = schema + ".bars_1" + width.name().substring(0, 1).toLowerCase(Locale.ROOT);
    this.width = width;
  }

  /** The final bars. */
  static BarTable ofBatch(Connection connection, TradingPair product, BarWidth width) {
    return new BarTable(connection, product, "batch", width);
  }

  /** The speed layer's seconds. */
  static BarTable ofSpeed(Connection connection, TradingPair product) {
    return new BarTable(connection, product, "speed", BarWidth.SECOND);
  }

  BarWidth width() {
    return width;
  }

  /** The bars that start in a range, by start. */
  List<Bar> read(TimeRange range) throws SQLException {
    String sql =
        "SELECT * FROM " + name + " WHERE product = ? AND start >= ? AND start < ? ORDER BY start";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, range);
      return read(statement);
    }
  }

  /** The last bars that start before an instant, by start. */
  List<Bar> last(Instant before, int limit) throws SQLException {
    String sql =
        "SELECT * FROM (SELECT * FROM "
            + name
            + " WHERE product = ? AND start < ? ORDER BY start DESC LIMIT ?) b ORDER BY start";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, product.toString());
      statement.setObject(2, BarColumns.utc(before));
      statement.setInt(3, limit);
      return read(statement);
    }
  }

  /** The first bars that start in a range, by start. */
  List<Bar> first(TimeRange range, int limit) throws SQLException {
    String sql =
        "SELECT * FROM "
            + name
            + " WHERE product = ? AND start >= ? AND start < ? ORDER BY start LIMIT ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, range);
      statement.setInt(4, limit);
      return read(statement);
    }
  }

  private List<Bar> read(PreparedStatement statement) throws SQLException {
    List<Bar> bars = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        bars.add(BarColumns.read(row, width));
      }
    }
    return bars;
  }

  /** By start, how many trades each bar of a range has. */
  Map<Instant, Long> trades(TimeRange range) throws SQLException {
    String sql =
        "SELECT extract(epoch FROM start)::bigint, trades FROM "
            + name
            + " WHERE product = ? AND start >= ? AND start < ?";
    Map<Instant, Long> trades = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, range);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          trades.put(Instant.ofEpochSecond(row.getLong(1)), row.getLong(2));
        }
      }
    }
    return trades;
  }

  /** The time of the first trade of the bars from an instant on, or nothing if there are none. */
  Optional<Instant> firstTradeTimeFrom(Instant start) throws SQLException {
    String sql =
        "SELECT open_time FROM "
            + name
            + " WHERE product = ? AND start >= ? ORDER BY start LIMIT 1";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, product.toString());
      statement.setObject(2, BarColumns.utc(start));
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(BarColumns.instant(row, "open_time")) : Optional.empty();
      }
    }
  }

  /** The id of the first trade of the bars from an instant on, or nothing if there are none. */
  OptionalLong firstTradeIdFrom(Instant start) throws SQLException {
    String sql =
        "SELECT first_trade_id FROM "
            + name
            + " WHERE product = ? AND start >= ? ORDER BY start LIMIT 1";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, product.toString());
      statement.setObject(2, BarColumns.utc(start));
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
      }
    }
  }

  /** The time of the last trade of the bars before an instant, or nothing if there are none. */
  Optional<Instant> lastTradeTimeBefore(Instant end) throws SQLException {
    String sql =
        "SELECT close_time FROM "
            + name
            + " WHERE product = ? AND start < ? ORDER BY start DESC LIMIT 1";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, product.toString());
      statement.setObject(2, BarColumns.utc(end));
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(BarColumns.instant(row, "close_time")) : Optional.empty();
      }
    }
  }

  /**
   * Replaces the final bars that start in a range, each of which is complete or not. Rows that say
   * the same already are left alone; in a transaction only.
   *
   * @param bars by start
   * @return how many rows were written
   */
  long replace(TimeRange range, List<Bar> bars, Predicate<Bar> complete, long runId)
      throws SQLException {
    RowChanges changes = new RowChanges(bars, complete);
    compare(range, changes);
    delete(range, changes.outdated());
    insert(changes.missing(), complete, runId);
    return changes.missing().size();
  }

  private void compare(TimeRange range, RowChanges changes) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET LOCAL TimeZone TO 'UTC'");
    }
    PGConnection postgres = connection.unwrap(PGConnection.class);
    CopyOut copy =
        postgres
            .getCopyAPI()
            .copyOut(
                """
                COPY (SELECT %s, complete FROM %s
                  WHERE product = '%s' AND start >= '%s' AND start < '%s' ORDER BY start)
                TO STDOUT"""
                    .formatted(
                        BarColumns.NAMES,
                        name,
                        postgres.escapeLiteral(product.toString()),
                        range.from(),
                        range.to()));
    try {
      for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
        changes.add(row);
      }
      changes.end();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private void delete(TimeRange range, List<String> starts) throws SQLException {
    if (starts.isEmpty()) {
      return;
    }
    String sql =
        "DELETE FROM "
            + name
            + " AS bar USING unnest(?::timestamptz[]) AS outdated (start) WHERE bar.product = ?"
            + " AND bar.start >= ? AND bar.start < ? AND bar.start = outdated.start";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("text", starts.toArray()));
      statement.setString(2, product.toString());
      statement.setObject(3, BarColumns.utc(range.from()));
      statement.setObject(4, BarColumns.utc(range.to()));
      statement.executeUpdate();
    }
  }

  private void insert(List<Bar> bars, Predicate<Bar> complete, long runId) throws SQLException {
    if (bars.isEmpty()) {
      return;
    }
    String sql = "COPY %s (%s, complete, run_id) FROM STDIN".formatted(name, BarColumns.NAMES);
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
    try {
      StringBuilder text = new StringBuilder();
      for (Bar bar : bars) {
        RowChanges.appendRow(text, bar, complete.test(bar));
        text.append('\t').append(runId).append('\n');
        // Postgres puts rows in place while the next ones are written here.
        if (text.length() > COPY_CHARACTERS) {
          send(copy, text);
        }
      }
      send(copy, text);
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private static void send(CopyIn copy, StringBuilder text) throws SQLException {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    text.setLength(0);
  }

  private void bind(PreparedStatement statement, TimeRange range) throws SQLException {
    statement.setString(1, product.toString());
    statement.setObject(2, BarColumns.utc(range.from()));
    statement.setObject(3, BarColumns.utc(range.to()));
  }
}
