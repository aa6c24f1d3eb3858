package io.finsolutions.pipeline.store;

import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.TradingPair;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What readers ask of a pipeline's database: bars of any width and the status, from the views of
 * the schema {@code api} only. Each method is one statement, so each answer is of one moment. As
 * safe for use by several threads as its connection.
 */
public final class BarStore {
  private final Connection connection;

  /** Reads over a connection, which stays the caller's to close. */
  public BarStore(Connection connection) {
    this.connection = connection;
  }

  /**
   * The bars that start in [{@code from}, {@code to}), ascending.
   *
   * @param limit how many bars to return at most, from the earliest on
   */
  public List<StoredBar> bars(
      TradingPair product, BarWidth width, Instant from, Instant to, int limit)
      throws SQLException {
    String sql =
        "SELECT * FROM "
            + view(width)
            + " WHERE product = ? AND start >= ? AND start < ? ORDER BY start LIMIT ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, product.toString());
      statement.setObject(2, BarColumns.utc(from));
      statement.setObject(3, BarColumns.utc(to));
      statement.setInt(4, limit);
      return read(statement, width);
    }
  }

  /** The latest bars that start at or after {@code from}, newest first. */
  public List<StoredBar> latest(TradingPair product, BarWidth width, Instant from, int limit)
      throws SQLException {
    String sql =
        "SELECT * FROM "
            + view(width)
            + " WHERE product = ? AND start >= ? ORDER BY start DESC LIMIT ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, product.toString());
      statement.setObject(2, BarColumns.utc(from));
      statement.setInt(3, limit);
      return read(statement, width);
    }
  }

  /**
   * How a product's pipeline is doing, or nothing if no pipeline has ever counted a trade of it.
   */
  public Optional<PipelineStatus> status(TradingPair product) throws SQLException {
    String sql = "SELECT * FROM api.status WHERE product = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, product.toString());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(readStatus(row, product)) : Optional.empty();
      }
    }
  }

  private static String view(BarWidth width) {
    return "api.bars_" + width.label();
  }

  private static List<StoredBar> read(PreparedStatement statement, BarWidth width)
      throws SQLException {
    List<StoredBar> bars = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        bars.add(
            new StoredBar(
                BarColumns.read(row, width),
                Layer.valueOf(row.getString("layer").toUpperCase(Locale.ROOT)),
                row.getBoolean("final"),
                row.getBoolean("complete"),
                optionalLong(row, "run_id"),
                BarColumns.instant(row, "updated_at")));
      }
    }
    return bars;
  }

  private static PipelineStatus readStatus(ResultSet row, TradingPair product) throws SQLException {
    OptionalLong runId = optionalLong(row, "run_id");
    return new PipelineStatus(
        product,
        Optional.ofNullable(BarColumns.instant(row, "handover")),
        Optional.ofNullable(BarColumns.instant(row, "latest_trade_at")),
        Optional.ofNullable(BarColumns.instant(row, "latest_row_at")),
        row.getLong("missing_trades"),
        row.getLong("late_trades"),
        runId.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new PipelineStatus.LatestRun(
                    runId.getAsLong(),
                    row.getString("run_status"),
                    BarColumns.instant(row, "run_started_at"),
                    Optional.ofNullable(BarColumns.instant(row, "run_finished_at")),
                    Optional.ofNullable(row.getString("run_error")),
                    optionalLong(row, "speed_differences"),
                    optionalLong(row, "candle_differences"))));
  }

  private static OptionalLong optionalLong(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
