package io.finsolutions.pipeline.console;

import io.finsolutions.pipeline.console.pipelines.PipelineEntry;
import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarFold;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.store.BarColumns;
import io.finsolutions.pipeline.store.DatabaseSettings;
import io.finsolutions.pipeline.store.Schema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * A pipeline in a real Postgres, whose layers are played: trades are folded as they fold them, and
 * written to the tables that they write to.
 */
public final class TestPipeline {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final String USER = "postgres";
  private static EmbeddedPostgres server;

  private final TradingPair product;
  private final DatabaseSettings database;
  private final String databaseName;
  private final List<Trade> trades = new ArrayList<>();

  private TestPipeline(TradingPair product, String databaseName) {
    this.product = product;
    this.databaseName = databaseName;
    this.database = new DatabaseSettings(server().getJdbcUrl(USER, databaseName), USER, "");
  }

  /** A pipeline that has counted nothing yet. */
  public static TestPipeline of(String product) throws SQLException {
    String name = "console_" + COUNT.incrementAndGet();
    execute(
        new DatabaseSettings(server().getJdbcUrl(USER, USER), USER, ""), "CREATE DATABASE " + name);
    TestPipeline pipeline = new TestPipeline(TradingPair.parse(product), name);
    Schema.migrate(pipeline.database);
    return pipeline;
  }

  /** The pair. */
  public TradingPair product() {
    return product;
  }

  /** How it is reached. */
  public DatabaseSettings database() {
    return database;
  }

  /** As a source of pipelines tells of it. */
  public PipelineEntry entry() {
    return new PipelineEntry(
        product.toString().toLowerCase(Locale.ROOT),
        product,
        Optional.of(database),
        Optional.empty());
  }

  /** A trade of the pair. */
  public Trade trade(long id, Instant time, String price, String size, Side takerSide) {
    return new Trade(
        product,
        id,
        time,
        new BigDecimal(price),
        new BigDecimal(size),
        takerSide == Side.BUY ? Side.SELL : Side.BUY);
  }

  /** Counts trades as the speed layer does. */
  public void count(Collection<Trade> more) throws SQLException {
    trades.addAll(more);
    execute("INSERT INTO ops.handover (product) VALUES ('" + product + "') ON CONFLICT DO NOTHING");
    List<Instant> touched =
        more.stream().map(trade -> BarWidth.SECOND.startOf(trade.time())).distinct().toList();
    List<Bar> bars =
        fold(BarWidth.SECOND, trades).stream()
            .filter(bar -> touched.contains(bar.start()))
            .toList();
    String updates =
        Arrays.stream(BarColumns.NAMES.split(", "))
            .map(column -> column + " = excluded." + column)
            .collect(Collectors.joining(", "));
    insert(
        "speed.bars_1s (" + BarColumns.NAMES + ")",
        "n.*",
        bars,
        " ON CONFLICT (product, start) DO UPDATE SET "
            + updates
            + ", updated_at = clock_timestamp()");
  }

  /** A trade that the speed layer has missed: only a batch run knows of it. */
  public void miss(Trade trade) {
    trades.add(trade);
  }

  /** Makes everything before an instant final, as a batch run does, and hands over there. */
  public void finish(Instant handover) throws SQLException {
    finish(handover, true);
  }

  /** Like {@link #finish(Instant)}, of trades some of which nobody could get. */
  public void finish(Instant handover, boolean complete) throws SQLException {
    Instant before = trades.stream().map(Trade::time).min(Instant::compareTo).orElse(handover);
    try (Connection connection = database.connect("test");
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(
          "INSERT INTO ops.runs (product, kind, status, finished_at, range_start, range_end, trades,"
              + " duplicates, bars, speed_differences, candle_differences, checksum) SELECT '%s',"
                  .formatted(product)
              + " 'scheduled', 'done', clock_timestamp(), coalesce(max(handover), '%s'), '%s', %d, 0,"
                  .formatted(BarWidth.MINUTE.startOf(before), handover, trades.size())
              + " 1, 0, 0, 'abc' FROM ops.handover WHERE product = '%s'".formatted(product));
      for (BarWidth width : BarWidth.STORED) {
        String table = "batch.bars_" + width.label();
        statement.execute("DELETE FROM " + table + " WHERE product = '" + product + "'");
        insert(
            connection,
            table + " (" + BarColumns.NAMES + ", complete, run_id)",
            "n.*, " + complete + ", (SELECT max(run_id) FROM ops.runs)",
            fold(width, trades).stream().filter(bar -> !bar.end().isAfter(handover)).toList(),
            "");
      }
      statement.execute(
          "UPDATE ops.handover SET handover = '%s', covered_from = '%s', moved_at = clock_timestamp(),"
                  .formatted(handover, BarWidth.MINUTE.startOf(before))
              + " run_id = (SELECT max(run_id) FROM ops.runs) WHERE product = '%s'"
                  .formatted(product));
      connection.commit();
    }
  }

  /** Bars of all trades, those that the speed layer has missed among them. */
  public List<Bar> bars(BarWidth width) {
    return fold(width, trades);
  }

  /** Refuses every connection until {@link #comeBack}. */
  public void goAway() throws SQLException {
    administer(
        "ALTER DATABASE %s ALLOW_CONNECTIONS false".formatted(databaseName),
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'"
            .formatted(databaseName));
  }

  /** Takes connections again. */
  public void comeBack() throws SQLException {
    administer("ALTER DATABASE %s ALLOW_CONNECTIONS true".formatted(databaseName));
  }

  /** Runs statements in its database. */
  public void execute(String... statements) throws SQLException {
    execute(database, statements);
  }

  private static void administer(String... statements) throws SQLException {
    execute(new DatabaseSettings(server().getJdbcUrl(USER, USER), USER, ""), statements);
  }

  private static void execute(DatabaseSettings where, String... statements) throws SQLException {
    try (Connection connection = where.connect("test");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private void insert(String into, String values, List<Bar> bars, String conflict)
      throws SQLException {
    try (Connection connection = database.connect("test")) {
      insert(connection, into, values, bars, conflict);
    }
  }

  private static void insert(
      Connection connection, String into, String values, List<Bar> bars, String conflict)
      throws SQLException {
    String sql =
        "INSERT INTO "
            + into
            + " SELECT "
            + values
            + " FROM "
            + BarColumns.UNNEST
            + " AS n"
            + conflict;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      BarColumns.bind(statement, 1, bars);
      statement.executeUpdate();
    }
  }

  private static List<Bar> fold(BarWidth width, List<Trade> trades) {
    BarFold fold = new BarFold(width);
    trades.forEach(fold::add);
    return fold.bars();
  }

  private static synchronized EmbeddedPostgres server() {
    if (server == null) {
      try {
        server = EmbeddedPostgres.start();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot start Postgres", e);
      }
    }
    return server;
  }
}
