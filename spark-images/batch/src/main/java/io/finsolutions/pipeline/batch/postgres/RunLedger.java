package io.finsolutions.pipeline.batch.postgres;

import io.finsolutions.pipeline.batch.engine.Handover;
import io.finsolutions.pipeline.batch.engine.RunKind;
import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.store.BarColumns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Which runs there were, one at a time for each product, and where they have brought it. */
final class RunLedger {
  private static final String LOCK = "SELECT pg_advisory_lock(hashtext('batch'), hashtext(?))";
  private static final String WAIT = "SELECT set_config('lock_timeout', ?, false)";
  // A backfill holds the lock for a second or some, over and over.
  private static final String PATIENCE = "10s";
  private static final String FOR_EVER = "0";
  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final String UNLOCK = "SELECT pg_advisory_unlock(hashtext('batch'), hashtext(?))";
  private static final String CLOSE_KILLED =
      """
      UPDATE ops.runs SET status = 'failed', finished_at = clock_timestamp(), error = 'it was killed'
      WHERE product = ? AND status = 'running'""";
  private static final String BEGIN =
      "INSERT INTO ops.runs (product, kind) VALUES (?, ?) RETURNING run_id";
  private static final String FAIL =
      """
      UPDATE ops.runs SET status = 'failed', finished_at = clock_timestamp(), error = ?
      WHERE run_id = ? AND status = 'running'""";
  private static final String HANDOVER =
      "SELECT handover, first_trade_id, last_trade_id, covered_from, end_offsets, topic_id, kept_from FROM ops.handover WHERE product = ?";

  private final Connection connection;
  private final TradingPair product;

  RunLedger(Connection connection, TradingPair product) {
    this.connection = connection;
    this.product = product;
  }

  /**
   * Makes sure that no other run of the product is under way, until the lock is closed or the
   * connection ends. Waits for a moment if there is one.
   *
   * @throws FailedException if it is still there then
   */
  Lock lock() throws SQLException {
    await(PATIENCE);
    try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
      statement.setString(1, product.toString());
      statement.executeQuery().close();
    } catch (SQLException e) {
      if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        throw new FailedException(
            "another batch run of " + product + " is under way; this one did nothing");
      }
      throw e;
    }
    await(FOR_EVER);
    // Whoever has the lock is the only run, so one that still says it runs was killed.
    try (PreparedStatement statement = connection.prepareStatement(CLOSE_KILLED)) {
      statement.setString(1, product.toString());
      statement.executeUpdate();
    }
    return new Lock();
  }

  private void await(String patience) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(WAIT)) {
      statement.setString(1, patience);
      statement.executeQuery().close();
    }
  }

  /** Held by the only run of the product that is under way. */
  final class Lock implements AutoCloseable {
    private Lock() {}

    /** Writes down that a run begins, and returns its number. */
    long begin(RunKind kind) throws SQLException {
      try (PreparedStatement statement = connection.prepareStatement(BEGIN)) {
        statement.setString(1, product.toString());
        statement.setString(2, kind.wireName());
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          return row.getLong(1);
        }
      }
    }

    @Override
    public void close() throws SQLException {
      try (PreparedStatement statement = connection.prepareStatement(UNLOCK)) {
        statement.setString(1, product.toString());
        statement.executeQuery().close();
      }
    }
  }

  /** Writes down why a run failed. */
  void fail(long runId, String error) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FAIL)) {
      statement.setString(1, error);
      statement.setLong(2, runId);
      statement.executeUpdate();
    }
  }

  /** Where the runs before have brought the product. */
  Handover handover() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(HANDOVER)) {
      statement.setString(1, product.toString());
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return Handover.NONE;
        }
        long firstTradeId = row.getLong("first_trade_id");
        long lastTradeId = row.getLong("last_trade_id");
        boolean noTrade = row.wasNull();
        return new Handover(
            Optional.ofNullable(BarColumns.instant(row, "handover")),
            noTrade ? Optional.empty() : Optional.of(new IdRange(firstTradeId, lastTradeId)),
            Optional.ofNullable(BarColumns.instant(row, "covered_from")),
            OffsetsJson.parse(row.getString("end_offsets")),
            Optional.ofNullable(row.getString("topic_id")),
            Optional.ofNullable(BarColumns.instant(row, "kept_from")),
            new PastTable(connection, product).read());
      }
    }
  }
}
