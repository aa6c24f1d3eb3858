package io.finsolutions.pipeline.store;

import io.finsolutions.pipeline.market.TradingPair;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the batch layer has done to a product's rows, from the views of the schema {@code api} only.
 * As safe for use by several threads as its connection.
 */
public final class RunStore {
  private final Connection connection;

  /**
   * Trades that must exist and that nobody could get.
   *
   * @param firstId the first id that is skipped
   * @param lastId the last one
   * @param afterTime time of the trade before them
   * @param beforeTime time of the trade after them
   * @param runId the run that gave them up
   */
  public record MissingTrades(
      long firstId, long lastId, Instant afterTime, Instant beforeTime, long runId) {}

  /**
   * A field in which a final row differs from what it was compared with.
   *
   * @param runId the run that compared
   * @param comparedWith speed or candles
   * @param start start of the second, or of the minute
   * @param field the column; {@code row}, if only one of the two has a row
   * @param batchValue the final value; empty if there is no row
   * @param otherValue the value it was compared with; empty if there is no row
   */
  public record Difference(
      long runId,
      String comparedWith,
      Instant start,
      String field,
      Optional<String> batchValue,
      Optional<String> otherValue) {}

  /**
   * A trade that came after its interval was final.
   *
   * @param tradeId its id
   * @param time when it was executed
   * @param price in quote currency
   * @param size in base currency
   * @param makerSide side of the resting order
   * @param notedAt when the speed layer met it
   */
  public record LateTrade(
      long tradeId,
      Instant time,
      BigDecimal price,
      BigDecimal size,
      String makerSide,
      Instant notedAt) {}

  /**
   * What decides whether an answer about a range still holds.
   *
   * @param lastRewrite the latest run that has written rows of the range again, after one that had
   *     made them final
   * @param isSettled whether no run will ever change it: it is final, and no trade of it is missing
   */
  public record RangeState(OptionalLong lastRewrite, boolean isSettled) {}

  private interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Reads over a connection, which stays the caller's to close. */
  public RunStore(Connection connection) {
    this.connection = connection;
  }

  /**
   * The latest runs, newest first.
   *
   * @param before only runs with a lower number
   */
  public List<BatchRun> runs(TradingPair product, OptionalLong before, int limit)
      throws SQLException {
    return query(
        "SELECT * FROM api.runs WHERE product = ? AND run_id < ? ORDER BY run_id DESC LIMIT ?",
        RunStore::readRun,
        product.toString(),
        before.orElse(Long.MAX_VALUE),
        limit);
  }

  /** Of the latest 200 runs those that are done since a moment, earliest first. */
  public List<BatchRun> doneSince(TradingPair product, Instant moment) throws SQLException {
    return query(
        """
        SELECT * FROM (
          SELECT * FROM api.runs WHERE product = ? ORDER BY run_id DESC LIMIT 200) r
        WHERE status = 'done' AND finished_at > ?
        ORDER BY finished_at
        """,
        RunStore::readRun,
        product.toString(),
        BarColumns.utc(moment));
  }

  /** When the latest run that is done was so; empty if there is none among the latest 200. */
  public Optional<Instant> latestDone(TradingPair product) throws SQLException {
    List<BatchRun> done = doneSince(product, Instant.EPOCH);
    return done.isEmpty() ? Optional.empty() : done.get(done.size() - 1).finishedAt();
  }

  /** Trades that nobody could get, latest first. */
  public List<MissingTrades> missing(TradingPair product, int limit) throws SQLException {
    return query(
        "SELECT * FROM api.missing_ids WHERE product = ? ORDER BY first_id DESC LIMIT ?",
        row ->
            new MissingTrades(
                row.getLong("first_id"),
                row.getLong("last_id"),
                BarColumns.instant(row, "after_time"),
                BarColumns.instant(row, "before_time"),
                row.getLong("run_id")),
        product.toString(),
        limit);
  }

  /** Differences, those of the latest run first. */
  public List<Difference> differences(TradingPair product, int limit) throws SQLException {
    return query(
        "SELECT * FROM api.differences WHERE product = ?"
            + " ORDER BY run_id DESC, start DESC, compared_with, field LIMIT ?",
        row ->
            new Difference(
                row.getLong("run_id"),
                row.getString("compared_with"),
                BarColumns.instant(row, "start"),
                row.getString("field"),
                Optional.ofNullable(row.getString("batch_value")),
                Optional.ofNullable(row.getString("other_value"))),
        product.toString(),
        limit);
  }

  /** Late trades, those met last first. */
  public List<LateTrade> lateTrades(TradingPair product, int limit) throws SQLException {
    return query(
        "SELECT * FROM api.late_trades WHERE product = ?"
            + " ORDER BY noted_at DESC, trade_id DESC LIMIT ?",
        row ->
            new LateTrade(
                row.getLong("trade_id"),
                BarColumns.instant(row, "time"),
                row.getBigDecimal("price"),
                row.getBigDecimal("size"),
                row.getString("maker_side"),
                BarColumns.instant(row, "noted_at")),
        product.toString(),
        limit);
  }

  /**
   * What is known of [{@code from}, {@code to}). Ids come out of the order of time by less than two
   * seconds, so that much around missing ones is doubtful.
   */
  public RangeState rangeState(TradingPair product, Instant from, Instant to) throws SQLException {
    // A year has tens of thousands of scheduled runs, each of which made a range final that no
    // other
    // did. Those that wrote rows again are few, and have an index of their own.
    return query(
            """
            SELECT
              (SELECT max(r.run_id) FROM api.runs r
               WHERE r.product = asked.product AND r.status = 'done'
                 AND (r.kind <> 'scheduled' OR r.dirty_hours <> '{}')
                 AND ((r.kind <> 'scheduled'
                     AND r.range_start < asked.until AND r.range_end > asked.since)
                   OR EXISTS (
                     SELECT FROM unnest(r.dirty_hours) AS dirty (hour)
                     WHERE dirty.hour < asked.until
                       AND dirty.hour + interval '1 hour' > asked.since))) AS last_rewrite,
              coalesce(
                (SELECT asked.until <= s.handover AND asked.since >= s.covered_from
                   AND asked.since >= coalesce(s.kept_from, '-infinity')
                 FROM api.status s WHERE s.product = asked.product),
                false)
              AND NOT EXISTS (
                SELECT FROM api.missing_ids m
                WHERE m.product = asked.product
                  AND m.after_time - interval '2 seconds' < asked.until
                  AND m.before_time + interval '2 seconds' > asked.since) AS is_settled
            FROM (SELECT ?::text AS product, ?::timestamptz AS since, ?::timestamptz AS until) asked
            """,
            row ->
                new RangeState(Nullable.longOf(row, "last_rewrite"), row.getBoolean("is_settled")),
            product.toString(),
            BarColumns.utc(from),
            BarColumns.utc(to))
        .get(0);
  }

  private <T> List<T> query(String sql, RowReader<T> reader, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      List<T> rows = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(reader.read(row));
        }
      }
      return rows;
    }
  }

  private static BatchRun readRun(ResultSet row) throws SQLException {
    return new BatchRun(
        row.getLong("run_id"),
        row.getString("kind"),
        row.getString("status"),
        BarColumns.instant(row, "started_at"),
        Optional.ofNullable(BarColumns.instant(row, "finished_at")),
        Optional.ofNullable(BarColumns.instant(row, "range_start")),
        Optional.ofNullable(BarColumns.instant(row, "range_end")),
        Arrays.stream((Timestamp[]) row.getArray("dirty_hours").getArray())
            .map(Timestamp::toInstant)
            .toList(),
        Nullable.longOf(row, "trades"),
        Nullable.longOf(row, "duplicates"),
        Nullable.longOf(row, "bars"),
        row.getLong("missing_trades"),
        Nullable.longOf(row, "speed_differences"),
        Nullable.longOf(row, "candle_differences"),
        Optional.ofNullable(row.getString("checksum")),
        Optional.ofNullable(row.getString("error")));
  }
}
