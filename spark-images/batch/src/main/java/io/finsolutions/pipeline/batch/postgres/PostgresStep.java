package io.finsolutions.pipeline.batch.postgres;

import io.finsolutions.pipeline.batch.engine.Checksum;
import io.finsolutions.pipeline.batch.engine.Difference;
import io.finsolutions.pipeline.batch.engine.DirtyHours;
import io.finsolutions.pipeline.batch.engine.FinalStep;
import io.finsolutions.pipeline.batch.engine.Handover;
import io.finsolutions.pipeline.batch.engine.Hole;
import io.finsolutions.pipeline.batch.engine.RunResult;
import io.finsolutions.pipeline.batch.engine.StoreException;
import io.finsolutions.pipeline.batch.engine.TimeRange;
import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.signals.Signal;
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
import java.util.function.Predicate;

/** A transaction: bars, signals, missing ids, hand-over and the record of a run change together. */
final class PostgresStep implements FinalStep {
  private static final Duration PARTITIONS_AHEAD = Duration.ofDays(62);
  private static final int MAX_STORED_DIFFERENCES = 10_000;

  private static final String LOCK_HANDOVER =
      "SELECT handover FROM ops.handover WHERE product = ? FOR UPDATE";
  private static final String ENSURE_HANDOVER =
      "INSERT INTO ops.handover (product) VALUES (?) ON CONFLICT DO NOTHING";
  private static final String MOVE_HANDOVER =
      """
      UPDATE ops.handover
      SET handover = ?, first_trade_id = ?, last_trade_id = ?, covered_from = ?,
          end_offsets = ?::jsonb, topic_id = ?, kept_from = ?, run_id = ?,
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

  /** The connection must have begun the transaction. */
  PostgresStep(Connection connection, TradingPair product) {
    this.connection = connection;
    this.product = product;
  }

  @Override
  public Optional<Instant> lockHandover() throws StoreException {
    return Answer.of("lock the hand-over", this::lock);
  }

  private Optional<Instant> lock() throws SQLException {
    try (PreparedStatement ensure = connection.prepareStatement(ENSURE_HANDOVER);
        PreparedStatement lock = connection.prepareStatement(LOCK_HANDOVER)) {
      ensure.setString(1, product.toString());
      ensure.executeUpdate();
      lock.setString(1, product.toString());
      try (ResultSet row = lock.executeQuery()) {
        row.next();
        return Optional.ofNullable(BarColumns.instant(row, "handover"));
      }
    }
  }

  @Override
  public List<Bar> finalBars(BarWidth width, TimeRange range) throws StoreException {
    return Answer.of(
        "read final bars", () -> BarTable.ofBatch(connection, product, width).read(range));
  }

  @Override
  public List<Bar> speedSeconds(TimeRange range) throws StoreException {
    return Answer.of("read speed bars", () -> BarTable.ofSpeed(connection, product).read(range));
  }

  @Override
  public long replaceBars(
      BarWidth width, TimeRange range, List<Bar> bars, Predicate<Bar> complete, long runId)
      throws StoreException {
    BarTable table = BarTable.ofBatch(connection, product, width);
    return Answer.of("replace final bars", () -> table.replace(range, bars, complete, runId));
  }

  @Override
  public List<Bar> lastFinalBars(BarWidth width, Instant before, int limit) throws StoreException {
    return Answer.of(
        "read the last final bars",
        () -> BarTable.ofBatch(connection, product, width).last(before, limit));
  }

  @Override
  public List<Bar> firstFinalBars(BarWidth width, TimeRange range, int limit)
      throws StoreException {
    return Answer.of(
        "read the first final bars",
        () -> BarTable.ofBatch(connection, product, width).first(range, limit));
  }

  @Override
  public void replaceSignals(
      BarWidth width, TimeRange range, String formula, List<Signal> signals, long runId)
      throws StoreException {
    Answer.to(
        "replace signals",
        () -> new SignalTable(connection, product, width, formula).replace(range, signals, runId));
  }

  @Override
  public void replaceMissingIds(List<Hole> holes, long runId) throws StoreException {
    Answer.to(
        "replace missing ids",
        () -> new MissingIdsTable(connection, product).replace(holes, runId));
  }

  @Override
  public void makePlace(TimeRange range) throws StoreException {
    Answer.to("make partitions", () -> ensureMonths(range));
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

  @Override
  public void finish(long runId, RunResult result, long rows) throws StoreException {
    Answer.to(
        "write the record of the run",
        () -> {
          writeDifferences(result, runId);
          writeRun(result, runId, rows);
        });
  }

  private void writeDifferences(RunResult result, long runId) throws SQLException {
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

  @Override
  public void moveHandover(Handover handover, long runId) throws StoreException {
    Answer.to("move the hand-over", () -> move(handover, runId));
  }

  private void move(Handover handover, long runId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(MOVE_HANDOVER)) {
      statement.setObject(1, handover.at().map(BarColumns::utc).orElse(null));
      statement.setObject(2, handover.ids().map(IdRange::first).orElse(null), Types.BIGINT);
      statement.setObject(3, handover.ids().map(IdRange::last).orElse(null), Types.BIGINT);
      statement.setObject(4, handover.coveredFrom().map(BarColumns::utc).orElse(null));
      statement.setString(5, OffsetsJson.format(handover.endOffsets()));
      statement.setString(6, handover.topicId().orElse(null));
      statement.setObject(7, handover.keptFrom().map(BarColumns::utc).orElse(null));
      statement.setLong(8, runId);
      statement.setString(9, product.toString());
      statement.executeUpdate();
    }
    new PastTable(connection, product).replace(handover.past());
  }

  @Override
  public void deleteSpeedSecondsBefore(Instant start) throws StoreException {
    Answer.to("delete old speed bars", () -> deleteSpeedSeconds(start));
  }

  private void deleteSpeedSeconds(Instant start) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DELETE_OLD_SPEED_ROWS)) {
      statement.setString(1, product.toString());
      statement.setObject(2, BarColumns.utc(start));
      statement.executeUpdate();
    }
  }

  private void writeRun(RunResult result, long runId, long rows) throws SQLException {
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
}
