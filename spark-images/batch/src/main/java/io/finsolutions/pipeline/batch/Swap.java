package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.store.BarColumns;
import io.finsolutions.pipeline.store.Multirange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts the result of a run in place, in one transaction: the bars of all widths, the missing ids,
 * the differences, the hand-over and the record of the run. Readers see all of it or nothing.
 */
final class Swap {
  private static final Duration SPEED_ROWS_KEPT = Duration.ofDays(1);
  private static final Duration PARTITIONS_AHEAD = Duration.ofDays(62);
  private static final int MAX_STORED_DIFFERENCES = 10_000;

  private static final String LOCK_HANDOVER =
      "SELECT handover FROM ops.handover WHERE product = ? FOR UPDATE";
  private static final String ENSURE_HANDOVER =
      "INSERT INTO ops.handover (product) VALUES (?) ON CONFLICT DO NOTHING";
  private static final String MOVE_HANDOVER =
      """
      UPDATE ops.handover
      SET handover = ?, last_trade_id = ?, end_offsets = ?::jsonb, run_id = ?,
          moved_at = clock_timestamp()
      WHERE product = ?""";
  private static final String ENSURE_MONTHS = "SELECT ops.ensure_months(?, ?)";
  private static final String INSERT_DIFFERENCE =
      """
      INSERT INTO ops.differences
        (run_id, compared_with, product, start, field, batch_value, other_value)
      VALUES (?, ?, ?, ?, ?, ?, ?)""";
  private static final String DELETE_OLD_SPEED_ROWS =
      "DELETE FROM speed.bars_1s WHERE product = ? AND start < ?";
  private static final String FINISH =
      """
      UPDATE ops.runs
      SET status = 'done', finished_at = clock_timestamp(), range_start = ?, range_end = ?,
          dirty_hours = ?, end_offsets = ?::jsonb, trades = ?, duplicates = ?, bars = ?,
          missing_ids = ?::int8multirange, speed_differences = ?, candle_differences = ?,
          checksum = ?
      WHERE run_id = ?""";

  private final Connection connection;
  private final TradingPair product;
  private final long runId;

  Swap(Connection connection, TradingPair product, long runId) {
    this.connection = connection;
    this.product = product;
    this.runId = runId;
  }

  /**
   * Puts a result in place.
   *
   * @param before where the product stood when the run began
   * @return how many rows were written
   * @throws FailedException if the product does not stand there any more; nothing was changed then
   */
  long apply(RunResult result, Handover before) throws SQLException {
    long rows = 0;
    connection.setAutoCommit(false);
    try {
      lockHandover(before);
      new MissingIdsTable(connection, product).replace(result.holes(), runId);
      Optional<TimeRange> span = span(result.ranges());
      if (span.isPresent()) {
        ensureMonths(span.get());
        rows = new FinalBars(connection, product, runId).replace(result);
      }
      writeDifferences(result);
      moveHandover(result.handover());
      deleteOldSpeedRows(result.handover());
      finish(result, rows);
      connection.commit();
    } catch (SQLException | RuntimeException e) {
      rollBack(e);
      throw e;
    }
    connection.setAutoCommit(true);
    return rows;
  }

  private void rollBack(Exception failure) {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  private void lockHandover(Handover before) throws SQLException {
    try (PreparedStatement ensure = connection.prepareStatement(ENSURE_HANDOVER);
        PreparedStatement lock = connection.prepareStatement(LOCK_HANDOVER)) {
      ensure.setString(1, product.toString());
      ensure.executeUpdate();
      lock.setString(1, product.toString());
      try (ResultSet row = lock.executeQuery()) {
        row.next();
        Optional<Instant> now = Optional.ofNullable(BarColumns.instant(row, "handover"));
        if (!now.equals(before.at())) {
          throw new FailedException(
              "the hand-over of %s has moved from %s to %s during the run"
                  .formatted(product, before.at(), now));
        }
      }
    }
  }

  private void ensureMonths(TimeRange span) throws SQLException {
    Instant ahead = Instant.now().plus(PARTITIONS_AHEAD);
    try (PreparedStatement statement = connection.prepareStatement(ENSURE_MONTHS)) {
      for (TimeRange months : List.of(span, new TimeRange(Instant.now(), ahead))) {
        statement.setObject(1, BarColumns.utc(months.from()));
        statement.setObject(2, BarColumns.utc(months.to()));
        statement.executeQuery().close();
      }
    }
  }

  private void writeDifferences(RunResult result) throws SQLException {
    List<Difference> differences = new ArrayList<>(result.speedDifferences());
    result.candleDifferences().ifPresent(differences::addAll);
    try (PreparedStatement statement = connection.prepareStatement(INSERT_DIFFERENCE)) {
      for (Difference difference :
          differences.subList(0, Math.min(differences.size(), MAX_STORED_DIFFERENCES))) {
        statement.setLong(1, runId);
        statement.setString(2, difference.comparedWith());
        statement.setString(3, product.toString());
        statement.setObject(4, BarColumns.utc(difference.start()));
        statement.setString(5, difference.field());
        statement.setString(6, difference.batchValue());
        statement.setString(7, difference.otherValue());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private void moveHandover(Handover handover) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(MOVE_HANDOVER)) {
      statement.setObject(1, handover.at().map(BarColumns::utc).orElse(null));
      statement.setObject(2, handover.lastTradeId().orElse(null), Types.BIGINT);
      statement.setString(3, OffsetsJson.format(handover.endOffsets()));
      statement.setLong(4, runId);
      statement.setString(5, product.toString());
      statement.executeUpdate();
    }
  }

  private void deleteOldSpeedRows(Handover handover) throws SQLException {
    if (handover.at().isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(DELETE_OLD_SPEED_ROWS)) {
      statement.setString(1, product.toString());
      statement.setObject(2, BarColumns.utc(handover.at().get().minus(SPEED_ROWS_KEPT)));
      statement.executeUpdate();
    }
  }

  private void finish(RunResult result, long rows) throws SQLException {
    TradeIds missing = new TradeIds();
    result.holesInRanges().forEach(hole -> missing.addRange(hole.ids().first(), hole.ids().last()));
    Object[] dirtyHours =
        DirtyHours.of(result.foldedAgain()).stream().map(BarColumns::utc).toArray();
    try (PreparedStatement statement = connection.prepareStatement(FINISH)) {
      statement.setObject(1, result.newRange().map(r -> BarColumns.utc(r.from())).orElse(null));
      statement.setObject(2, result.newRange().map(r -> BarColumns.utc(r.to())).orElse(null));
      statement.setArray(3, connection.createArrayOf("timestamptz", dirtyHours));
      statement.setString(4, OffsetsJson.format(result.handover().endOffsets()));
      statement.setLong(5, result.trades());
      statement.setLong(6, result.duplicates());
      statement.setLong(7, rows);
      statement.setString(8, Multirange.format(missing));
      statement.setLong(9, result.speedDifferences().size());
      statement.setObject(
          10, result.candleDifferences().map(List::size).orElse(null), Types.BIGINT);
      statement.setString(11, Checksum.of(result.seconds()));
      statement.setLong(12, runId);
      statement.executeUpdate();
    }
  }

  private static Optional<TimeRange> span(List<TimeRange> ranges) {
    Optional<Instant> from = ranges.stream().map(TimeRange::from).min(Instant::compareTo);
    Optional<Instant> to = ranges.stream().map(TimeRange::to).max(Instant::compareTo);
    return from.map(start -> new TimeRange(start, to.orElseThrow()));
  }
}
