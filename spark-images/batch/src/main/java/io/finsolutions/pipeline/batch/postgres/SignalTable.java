package io.finsolutions.pipeline.batch.postgres;

import io.finsolutions.pipeline.batch.engine.TimeRange;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.signals.Signal;
import io.finsolutions.pipeline.store.BarColumns;
import io.finsolutions.pipeline.store.SignalColumns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** The signals that a formula has given by bars of a width. */
record SignalTable(Connection connection, TradingPair product, BarWidth width, String formula) {
  private static final String DELETE =
      """
      DELETE FROM batch.signals
      WHERE product = ? AND width = ? AND formula = ? AND time >= ? AND time < ?""";
  private static final String INSERT =
      "INSERT INTO batch.signals (%s, run_id) SELECT s.*, ? FROM %s AS s"
          .formatted(SignalColumns.NAMES, SignalColumns.UNNEST);

  /** Replaces those whose time is in a range. */
  void replace(TimeRange range, List<Signal> signals, long runId) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(DELETE);
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      delete.setString(1, product.toString());
      delete.setString(2, width.label());
      delete.setString(3, formula);
      delete.setObject(4, BarColumns.utc(range.from()));
      delete.setObject(5, BarColumns.utc(range.to()));
      delete.executeUpdate();
      insert.setLong(1, runId);
      SignalColumns.bind(insert, 2, signals);
      insert.executeUpdate();
    }
  }
}
