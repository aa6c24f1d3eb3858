package io.finsolutions.pipeline.verify;

import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.TradingPair;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
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

  /** The rows of each width that start at {@code from} or later, ascending; all of one moment. */
  Map<BarWidth, List<ComparedRow>> all(Instant from) throws SQLException {
    Map<BarWidth, List<ComparedRow>> rows = new EnumMap<>(BarWidth.class);
    int isolation = connection.getTransactionIsolation();
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setAutoCommit(false);
    try {
      for (BarWidth width : BarWidth.STORED) {
        rows.put(width, read(width, from));
      }
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
      connection.setTransactionIsolation(isolation);
    }
    return rows;
  }

  private List<ComparedRow> read(BarWidth width, Instant from) throws SQLException {
    String view = "api.bars_" + width.label();
    String sql = "SELECT * FROM " + view + " WHERE product = ? AND start >= ? ORDER BY start";
    List<ComparedRow> rows = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, pair.toString());
      statement.setObject(2, from.atOffset(ZoneOffset.UTC));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(row(row));
        }
      }
    }
    return rows;
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
    return new ComparedRow(time(row, "start"), row.getBoolean("final"), columns);
  }

  private static Instant time(ResultSet row, String name) throws SQLException {
    return row.getObject(name, OffsetDateTime.class).toInstant();
  }
}
