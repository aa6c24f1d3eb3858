package io.finsolutions.pipeline.batch.postgres;

import io.finsolutions.pipeline.batch.engine.PastSpan;
import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.store.BarColumns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The backfilled spans that do not reach what is covered. */
final class PastTable {
  private static final String READ =
      """
      SELECT starts_at, ends_at, first_trade_id, last_trade_id FROM ops.past
      WHERE product = ? ORDER BY starts_at""";
  private static final String DELETE = "DELETE FROM ops.past WHERE product = ?";
  private static final String INSERT =
      """
      INSERT INTO ops.past (product, starts_at, ends_at, first_trade_id, last_trade_id)
      VALUES (?, ?, ?, ?, ?)""";

  private final Connection connection;
  private final TradingPair product;

  PastTable(Connection connection, TradingPair product) {
    this.connection = connection;
    this.product = product;
  }

  /** All spans, ascending. */
  List<PastSpan> read() throws SQLException {
    List<PastSpan> spans = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setString(1, product.toString());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          long first = row.getLong("first_trade_id");
          long last = row.getLong("last_trade_id");
          boolean noTrade = row.wasNull();
          spans.add(
              new PastSpan(
                  BarColumns.instant(row, "starts_at"),
                  BarColumns.instant(row, "ends_at"),
                  noTrade ? Optional.empty() : Optional.of(new IdRange(first, last))));
        }
      }
    }
    return spans;
  }

  /** Replaces the spans that were there by those that are there now. */
  void replace(List<PastSpan> spans) throws SQLException {
    if (spans.equals(read())) {
      return;
    }
    try (PreparedStatement delete = connection.prepareStatement(DELETE);
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      delete.setString(1, product.toString());
      delete.executeUpdate();
      for (PastSpan span : spans) {
        insert.setString(1, product.toString());
        insert.setObject(2, BarColumns.utc(span.from()));
        insert.setObject(3, BarColumns.utc(span.to()));
        insert.setObject(4, span.ids().map(IdRange::first).orElse(null), Types.BIGINT);
        insert.setObject(5, span.ids().map(IdRange::last).orElse(null), Types.BIGINT);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
