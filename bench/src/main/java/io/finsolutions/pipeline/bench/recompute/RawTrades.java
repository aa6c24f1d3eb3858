package io.finsolutions.pipeline.bench.recompute;

import io.finsolutions.pipeline.bench.rig.Rig;
import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.service.FailedException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** The trades in a table of Postgres, and the statement that makes the same seconds of them. */
final class RawTrades {
  /** What is in both tables of rows. */
  private static final String COLUMNS =
      "product, start, trades, buys, sells, open, high, low, close, open_time, close_time,"
          + " first_trade_id, last_trade_id, base_volume, buy_volume, sell_volume, quote_volume,"
          + " price_sum";

  private static final String[] MAKE = {
    "CREATE SCHEMA rival",
    """
    CREATE TABLE rival.trades (
      product text NOT NULL,
      time timestamptz NOT NULL,
      trade_id bigint NOT NULL,
      price numeric NOT NULL,
      size numeric NOT NULL,
      taker_bought boolean NOT NULL)""",
    """
    CREATE TABLE rival.bars_1s (
      product text, start timestamptz, trades bigint NOT NULL, buys bigint NOT NULL,
      sells bigint NOT NULL, open numeric NOT NULL, high numeric NOT NULL, low numeric NOT NULL,
      close numeric NOT NULL, open_time timestamptz NOT NULL, close_time timestamptz NOT NULL,
      first_trade_id bigint NOT NULL, last_trade_id bigint NOT NULL, base_volume numeric NOT NULL,
      buy_volume numeric NOT NULL, sell_volume numeric NOT NULL, quote_volume numeric NOT NULL,
      price_sum numeric NOT NULL, PRIMARY KEY (product, start))"""
  };

  private static final String[] FINISH = {
    "SET maintenance_work_mem = '512MB'",
    "ALTER TABLE rival.trades ADD PRIMARY KEY (product, time, trade_id)",
    "VACUUM ANALYZE rival.trades",
    "CHECKPOINT"
  };

  private static final String COPY =
      "COPY rival.trades (product, time, trade_id, price, size, taker_bought) FROM STDIN";

  /** One order by in all aggregates, so that Postgres sorts once, and by its index. */
  private static final String SECONDS =
      """
      SELECT product, start, trades, buys, trades - buys, prices[1], high, low, prices[trades],
        open_time, close_time, ids[1], ids[trades], base_volume, buy_volume,
        base_volume - buy_volume, quote_volume, price_sum
      FROM (
        SELECT product, date_trunc('second', time) AS start, count(*) AS trades,
          count(*) FILTER (WHERE taker_bought) AS buys,
          array_agg(price ORDER BY time, trade_id) AS prices,
          array_agg(trade_id ORDER BY time, trade_id) AS ids,
          max(price) AS high, min(price) AS low, min(time) AS open_time, max(time) AS close_time,
          sum(size) AS base_volume,
          coalesce(sum(size) FILTER (WHERE taker_bought), 0) AS buy_volume,
          sum(price * size) AS quote_volume, sum(price) AS price_sum
        FROM %s
        GROUP BY product, date_trunc('second', time)) AS seconds""";

  private static final String INSERT = "INSERT INTO rival.bars_1s (" + COLUMNS + ") " + SECONDS;

  /** Offset, so that all rows are made and none is sent anywhere. */
  private static final String COUNT_ONLY = SECONDS + " OFFSET 1000000000";

  private static final String DELETE =
      "DELETE FROM rival.bars_1s WHERE product = ? AND start >= ? AND start < ?";

  private static final String ALL =
      "(SELECT * FROM rival.trades WHERE product = ? AND time >= ? AND time < ?) AS counted";
  private static final String ONCE =
      "(SELECT DISTINCT ON (trade_id) * FROM rival.trades"
          + " WHERE product = ? AND time >= ? AND time < ? ORDER BY trade_id) AS counted";

  private static final String DIFFERENT =
      """
      SELECT count(*) FROM (
        (SELECT %1$s FROM batch.bars_1s EXCEPT SELECT %1$s FROM rival.bars_1s)
        UNION ALL
        (SELECT %1$s FROM rival.bars_1s EXCEPT SELECT %1$s FROM batch.bars_1s)) AS different"""
          .formatted(COLUMNS);

  private RawTrades() {}

  /** Loads all trades into a table with a primary key, vacuumed and analyzed. */
  static void load(Rig rig, PastDays days) throws SQLException {
    try (Connection connection = rig.connect("bench")) {
      execute(connection, MAKE);
      copy(connection, days.trades().iterator());
      execute(connection, FINISH);
    }
  }

  private static void copy(Connection connection, Iterator<Trade> trades) throws SQLException {
    try (Writer out =
        new BufferedWriter(
            new OutputStreamWriter(
                new PGCopyOutputStream(connection.unwrap(PGConnection.class), COPY),
                StandardCharsets.UTF_8))) {
      while (trades.hasNext()) {
        Trade trade = trades.next();
        out.write(trade.product().toString());
        out.write('\t');
        out.write(trade.time().toString());
        out.write('\t');
        out.write(Long.toString(trade.tradeId()));
        out.write('\t');
        out.write(trade.price().toPlainString());
        out.write('\t');
        out.write(trade.size().toPlainString());
        out.write('\t');
        out.write(trade.takerSide() == Side.BUY ? "t\n" : "f\n");
      }
    } catch (IOException e) {
      throw new FailedException("cannot copy trades to Postgres: " + e.getMessage(), e);
    }
  }

  /**
   * Makes the seconds of a span, in one statement, into a table that is empty.
   *
   * @param eachOnce whether each trade id is to be counted once only, as the batch layer does
   * @return how long the statement took, with its commit
   */
  static Duration insert(Rig rig, Instant from, Instant to, boolean eachOnce) throws SQLException {
    return execute(rig, INSERT.formatted(eachOnce ? ONCE : ALL), from, to);
  }

  /**
   * Makes the seconds of a span, each trade id once, in place of those that are there.
   *
   * @return how long the statements took, with their commit
   */
  static Duration replace(Rig rig, Instant from, Instant to) throws SQLException {
    try (Connection connection = rig.connect("bench")) {
      execute(connection, "SET work_mem = '64MB'", "CHECKPOINT");
      connection.setAutoCommit(false);
      long began = System.nanoTime();
      run(connection, DELETE, from, to);
      run(connection, INSERT.formatted(ONCE), from, to);
      connection.commit();
      return Duration.ofNanos(System.nanoTime() - began);
    }
  }

  /** Counts the seconds of a span without putting them anywhere, and returns how long it took. */
  static Duration count(Rig rig, Instant from, Instant to) throws SQLException {
    return execute(rig, COUNT_ONLY.formatted(ALL), from, to);
  }

  private static Duration execute(Rig rig, String sql, Instant from, Instant to)
      throws SQLException {
    try (Connection connection = rig.connect("bench")) {
      execute(connection, "TRUNCATE rival.bars_1s", "SET work_mem = '64MB'", "CHECKPOINT");
      long began = System.nanoTime();
      run(connection, sql, from, to);
      return Duration.ofNanos(System.nanoTime() - began);
    }
  }

  private static void run(Connection connection, String sql, Instant from, Instant to)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, Rig.PAIR.toString());
      statement.setObject(2, from.atOffset(ZoneOffset.UTC));
      statement.setObject(3, to.atOffset(ZoneOffset.UTC));
      statement.execute();
    }
  }

  /** The bytes of the table of trades, with its primary key. */
  static long bytes(Rig rig) throws SQLException {
    try (Connection connection = rig.connect("bench");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_total_relation_size('rival.trades')")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** How many rows are in one of the two tables of seconds only, or differ between them. */
  static long differentRows(Rig rig) throws SQLException {
    try (Connection connection = rig.connect("bench");
        Statement statement = connection.createStatement()) {
      statement.execute("SET work_mem = '256MB'");
      try (ResultSet row = statement.executeQuery(DIFFERENT)) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
