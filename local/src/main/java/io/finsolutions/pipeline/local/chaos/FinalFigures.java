package io.finsolutions.pipeline.local.chaos;

import io.finsolutions.pipeline.market.TradingPair;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/**
 * What the batch layer has noted of its work.
 *
 * @param done runs that have done it
 * @param failed runs that have failed
 * @param killed runs that were killed; the run after it notes that
 * @param lateTrades trades that came after their seconds were final
 * @param missingTrades trades that it still misses
 * @param longestToFinal the greatest time from the end of a second to its being final
 */
record FinalFigures(
    long done,
    long failed,
    long killed,
    long lateTrades,
    long missingTrades,
    Duration longestToFinal) {
  private static final String FIGURES =
      """
      SELECT
        (SELECT count(*) FROM ops.runs r WHERE r.product = p.product AND status = 'done') AS done,
        (SELECT count(*) FROM ops.runs r
         WHERE r.product = p.product AND status = 'failed' AND error <> 'it was killed') AS failed,
        (SELECT count(*) FROM ops.runs r
         WHERE r.product = p.product AND (status = 'running' OR error = 'it was killed')) AS killed,
        (SELECT count(*) FROM ops.late_trades l WHERE l.product = p.product) AS late_trades,
        (SELECT coalesce(sum(last_id - first_id + 1), 0) FROM ops.missing_ids m
         WHERE m.product = p.product) AS missing_trades,
        (SELECT coalesce(max(extract(epoch FROM r.finished_at - s.start) - 1), 0)
         FROM ops.runs r
         JOIN LATERAL (
           SELECT min(b.start) AS start FROM batch.bars_1s b
           WHERE b.product = r.product AND b.start >= r.range_start AND b.start < r.range_end) s
           ON true
         WHERE r.product = p.product AND r.status = 'done') AS longest_seconds
      FROM (SELECT ?::text AS product) p
      """;

  /** Nothing is known. */
  static final FinalFigures NONE = new FinalFigures(0, 0, 0, 0, 0, Duration.ZERO);

  /** Reads it. */
  static FinalFigures read(Connection connection, TradingPair pair) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FIGURES)) {
      statement.setString(1, pair.toString());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new FinalFigures(
            row.getLong("done"),
            row.getLong("failed"),
            row.getLong("killed"),
            row.getLong("late_trades"),
            row.getLong("missing_trades"),
            Duration.ofMillis(row.getBigDecimal("longest_seconds").movePointRight(3).longValue()));
      }
    }
  }
}
