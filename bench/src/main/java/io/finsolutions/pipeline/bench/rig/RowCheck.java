package io.finsolutions.pipeline.bench.rig;

import io.finsolutions.pipeline.exchange.oracle.PlainBar;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares the rows of a view with what they should be. */
public final class RowCheck {
  private static final String ROWS =
      "SELECT product, start, trades, buys, sells, open, high, low, close, open_time, close_time,"
          + " first_trade_id, last_trade_id, base_volume, buy_volume, sell_volume, quote_volume,"
          + " price_sum FROM %s WHERE product = ?";

  private RowCheck() {}

  /** How many rows of a view are wrong, missing or not expected. */
  public static long wrongRows(Rig rig, String view, List<PlainBar> expected) throws SQLException {
    Map<Instant, PlainBar> open = new HashMap<>();
    expected.forEach(bar -> open.put(bar.start(), bar));
    long wrong = 0;
    try (Connection connection = rig.connect("bench");
        PreparedStatement select = connection.prepareStatement(ROWS.formatted(view))) {
      select.setString(1, Rig.PAIR.toString());
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          PlainBar actual = read(row);
          if (!actual.equals(open.remove(actual.start()))) {
            wrong++;
          }
        }
      }
    }
    return wrong + open.size();
  }

  private static PlainBar read(ResultSet row) throws SQLException {
    return new PlainBar(
        row.getString("product"),
        time(row, "start"),
        row.getLong("trades"),
        row.getLong("buys"),
        row.getLong("sells"),
        decimal(row, "open"),
        decimal(row, "high"),
        decimal(row, "low"),
        decimal(row, "close"),
        time(row, "open_time"),
        time(row, "close_time"),
        row.getLong("first_trade_id"),
        row.getLong("last_trade_id"),
        decimal(row, "base_volume"),
        decimal(row, "buy_volume"),
        decimal(row, "sell_volume"),
        decimal(row, "quote_volume"),
        decimal(row, "price_sum"));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  // In the form in which the oracle has its decimals.
  private static BigDecimal decimal(ResultSet row, String column) throws SQLException {
    return new BigDecimal(row.getBigDecimal(column).stripTrailingZeros().toPlainString());
  }
}
