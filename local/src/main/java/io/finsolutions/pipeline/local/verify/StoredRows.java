package io.finsolutions.pipeline.local.verify;

import io.finsolutions.pipeline.market.TradingPair;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows that there are, column by column as a reader of the views gets them: on purpose without
 * the code that the pipeline reads them with.
 */
final class StoredRows {
  private final Connection connection;
  private final TradingPair pair;

  StoredRows(Connection connection, TradingPair pair) {
    this.connection = connection;
    this.pair = pair;
  }

  /** The seconds that start in [{@code from}, {@code to}), ascending. */
  List<ComparedRow> seconds(Instant from, Instant to) throws SQLException {
    return read("SELECT * FROM api.bars_1s", from, to);
  }

  /** The final minutes that start in [{@code from}, {@code to}), ascending. */
  List<ComparedRow> finalMinutes(Instant from, Instant to) throws SQLException {
    return read("SELECT * FROM (SELECT * FROM api.bars_1m WHERE final) m", from, to);
  }

  /** How many of the seconds that start in [{@code from}, {@code to}) are final. */
  long finalSeconds(Instant from, Instant to) throws SQLException {
    String sql =
        "SELECT count(*) FROM api.bars_1s WHERE final AND product = ? AND start >= ? AND start < ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, from, to);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private List<ComparedRow> read(String select, Instant from, Instant to) throws SQLException {
    String sql = select + " WHERE product = ? AND start >= ? AND start < ? ORDER BY start";
    List<ComparedRow> rows = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, from, to);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(row(row));
        }
      }
    }
    return rows;
  }

  private void bind(PreparedStatement statement, Instant from, Instant to) throws SQLException {
    statement.setString(1, pair.toString());
    statement.setObject(2, from.atOffset(ZoneOffset.UTC));
    statement.setObject(3, to.atOffset(ZoneOffset.UTC));
  }

  private static ComparedRow row(ResultSet row) throws SQLException {
    Map<String, String> columns = new HashMap<>();
    columns.put("product", row.getString("product"));
    for (String name : ComparedRow.NUMBERS) {
      columns.put(name, Long.toString(row.getLong(name)));
    }
    for (String name : ComparedRow.DECIMALS) {
      columns.put(name, ComparedRow.text(row.getBigDecimal(name)));
    }
    for (String name : ComparedRow.AVERAGES) {
      columns.put(name, ComparedRow.text(row.getBigDecimal(name)));
    }
    for (String name : ComparedRow.TIMES) {
      columns.put(name, time(row, name).toString());
    }
    return new ComparedRow(time(row, "start"), columns);
  }

  private static Instant time(ResultSet row, String name) throws SQLException {
    return row.getObject(name, OffsetDateTime.class).toInstant();
  }
}
