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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

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

  /** Takes out the bars that start in a range. */
  void delete(TimeRange range) throws SQLException {
    String sql = "DELETE FROM " + name + " WHERE product = ? AND start >= ? AND start < ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, range);
      statement.executeUpdate();
    }
  }

  /** Puts in final bars, each of which is complete or not. */
  void insert(List<Bar> bars, Predicate<Bar> complete, long runId) throws SQLException {
    if (bars.isEmpty()) {
      return;
    }
    String sql = "COPY %s (%s, complete, run_id) FROM STDIN".formatted(name, BarColumns.NAMES);
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
    try {
      StringBuilder text = new StringBuilder();
      for (Bar bar : bars) {
        BarColumns.appendCopyText(text, bar);
        text.append(complete.test(bar) ? "\tt\t" : "\tf\t").append(runId).append('\n');
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
