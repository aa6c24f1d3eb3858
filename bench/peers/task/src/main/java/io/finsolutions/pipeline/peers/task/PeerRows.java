package io.finsolutions.pipeline.peers.task;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Collection;

/** Puts whole rows into {@code peers.bars_1s}, many with one round trip, in one transaction. */
public final class PeerRows implements AutoCloseable {
  private static final String UPSERT =
      """
      INSERT INTO peers.bars_1s AS b (product, start, trades, buys, sells, open, high, low, close,
        base_volume, quote_volume, last_trade_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (product, start) DO UPDATE SET trades = excluded.trades, buys = excluded.buys,
        sells = excluded.sells, open = excluded.open, high = excluded.high, low = excluded.low,
        close = excluded.close, base_volume = excluded.base_volume,
        quote_volume = excluded.quote_volume, last_trade_id = excluded.last_trade_id""";

  private final String product;
  private final Connection connection;
  private final PreparedStatement upsert;

  /** Connects to a database. */
  public PeerRows(String databaseUrl, String databaseUser, String product) throws SQLException {
    this.product = product;
    String separator = databaseUrl.contains("?") ? "&" : "?";
    connection =
        DriverManager.getConnection(
            databaseUrl + separator + "reWriteBatchedInserts=true", databaseUser, "");
    connection.setAutoCommit(false);
    upsert = connection.prepareStatement(UPSERT);
  }

  /** Puts rows in place of those of the same second. */
  public void put(Collection<PeerRow> rows) throws SQLException {
    for (PeerRow row : rows) {
      upsert.setString(1, product);
      upsert.setObject(2, row.start().atOffset(ZoneOffset.UTC));
      upsert.setLong(3, row.trades());
      upsert.setLong(4, row.buys());
      upsert.setLong(5, row.sells());
      upsert.setBigDecimal(6, row.open());
      upsert.setBigDecimal(7, row.high());
      upsert.setBigDecimal(8, row.low());
      upsert.setBigDecimal(9, row.close());
      upsert.setBigDecimal(10, row.baseVolume());
      upsert.setBigDecimal(11, row.quoteVolume());
      upsert.setLong(12, row.lastTradeId());
      upsert.addBatch();
    }
    upsert.executeBatch();
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
