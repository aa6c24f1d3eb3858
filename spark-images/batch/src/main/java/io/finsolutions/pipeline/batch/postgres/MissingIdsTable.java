package io.finsolutions.pipeline.batch.postgres;

import io.finsolutions.pipeline.batch.engine.Hole;
import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.store.BarColumns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The holes that rows have become final without. */
final class MissingIdsTable {
  private static final String READ =
      """
      SELECT first_id, last_id, after_time, before_time FROM ops.missing_ids
      WHERE product = ? ORDER BY first_id""";
  private static final String DELETE =
      "DELETE FROM ops.missing_ids WHERE product = ? AND first_id = ?";
  private static final String INSERT =
      """
      INSERT INTO ops.missing_ids (product, first_id, last_id, after_time, before_time, run_id)
      VALUES (?, ?, ?, ?, ?, ?)""";

  private final Connection connection;
  private final TradingPair product;

  MissingIdsTable(Connection connection, TradingPair product) {
    this.connection = connection;
    this.product = product;
  }

  /** All holes, by id. */
  List<Hole> read() throws SQLException {
    List<Hole> holes = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setString(1, product.toString());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          holes.add(
              new Hole(
                  new IdRange(row.getLong("first_id"), row.getLong("last_id")),
                  BarColumns.instant(row, "after_time"),
                  BarColumns.instant(row, "before_time")));
        }
      }
    }
    return holes;
  }

  /** Replaces the holes that were there by those that are there now. */
  void replace(List<Hole> holes, long runId) throws SQLException {
    Set<Hole> before = new LinkedHashSet<>(read());
    Set<Hole> now = new LinkedHashSet<>(holes);
    try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
      for (Hole hole : before) {
        if (!now.contains(hole)) {
          statement.setString(1, product.toString());
          statement.setLong(2, hole.ids().first());
          statement.addBatch();
        }
      }
      statement.executeBatch();
    }
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      for (Hole hole : now) {
        if (!before.contains(hole)) {
          statement.setString(1, product.toString());
          statement.setLong(2, hole.ids().first());
          statement.setLong(3, hole.ids().last());
          statement.setObject(4, BarColumns.utc(hole.after()));
          statement.setObject(5, BarColumns.utc(hole.before()));
          statement.setLong(6, runId);
          statement.addBatch();
        }
      }
      statement.executeBatch();
    }
  }
}
