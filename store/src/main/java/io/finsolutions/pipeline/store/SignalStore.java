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

/**
 * What readers ask about the signals of a pipeline's database, from the views of the schema {@code
 * api} only. There is one at the end of each final bar of a minute or longer; more, where several
 * formulas have judged it. Each method is one statement. As safe for use by several threads as its
 * connection.
 */
public final class SignalStore {
  private final Connection connection;

  /** Reads over a connection, which stays the caller's to close. */
  public SignalStore(Connection connection) {
    this.connection = connection;
  }

  /**
   * The signals whose time is in [{@code from}, {@code to}), ascending.
   *
   * @param limit how many signals to return at most, from the earliest on
   */
  public List<StoredSignal> signals(
      TradingPair product, BarWidth width, Instant from, Instant to, int limit)
      throws SQLException {
    String sql =
        """
        SELECT * FROM api.signals
        WHERE product = ? AND width = ? AND time >= ? AND time < ?
        ORDER BY time, formula LIMIT ?""";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, product.toString());
      statement.setString(2, width.label());
      statement.setObject(3, BarColumns.utc(from));
      statement.setObject(4, BarColumns.utc(to));
      statement.setInt(5, limit);
      return read(statement);
    }
  }

  /** The latest signals whose time is before {@code to}, newest first. */
  public List<StoredSignal> latest(TradingPair product, BarWidth width, Instant to, int limit)
      throws SQLException {
    String sql =
        """
        SELECT * FROM api.signals
        WHERE product = ? AND width = ? AND time < ?
        ORDER BY time DESC, formula DESC LIMIT ?""";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, product.toString());
      statement.setString(2, width.label());
      statement.setObject(3, BarColumns.utc(to));
      statement.setInt(4, limit);
      return read(statement);
    }
  }

  private static List<StoredSignal> read(PreparedStatement statement) throws SQLException {
    List<StoredSignal> signals = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        signals.add(new StoredSignal(SignalColumns.read(row), row.getLong("run_id")));
      }
    }
    return signals;
  }
}
