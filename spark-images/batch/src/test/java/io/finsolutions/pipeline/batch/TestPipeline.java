package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.batch.engine.Candles;
import io.finsolutions.pipeline.batch.engine.Retention;
import io.finsolutions.pipeline.batch.engine.TimeRange;
import io.finsolutions.pipeline.batch.postgres.PostgresOldRows;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradeJson;
import io.finsolutions.pipeline.market.TradeMessage;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.signals.Strategies;
import io.finsolutions.pipeline.store.DatabaseSettings;
import io.finsolutions.pipeline.store.SignalStore;
import io.finsolutions.pipeline.store.StoredSignal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.spark.sql.SparkSession;

/** A product with a topic of its own: what the other parts of the pipeline do, done by hand. */
final class TestPipeline implements AutoCloseable {
  private static final List<String> MARKS =
      List.of("layer", "final", "complete", "run_id", "updated_at", "product", "start");

  private final Servers servers;
  private final TradingPair product;
  private final String topic;
  private final ManualClock clock = new ManualClock(Instant.EPOCH);
  private DatabaseSettings database;
  private Connection connection;
  private Supplier<SparkSession> spark;
  private Candles candles = Candles.NONE;
  private String formula = Strategies.DEFAULT_FORMULA;
  private List<String> archiveFlags = List.of();

  TestPipeline(Servers servers, SparkSession spark) throws SQLException {
    this(servers, spark, 1);
  }

  TestPipeline(Servers servers, SparkSession spark, int partitions) throws SQLException {
    this.servers = servers;
    this.spark = () -> spark;
    this.product = TradingPair.parse(servers.freshProduct());
    this.topic = product + ".trades";
    this.database = servers.database();
    this.connection = database.connect("test");
    servers.createTopic(topic, partitions);
  }

  TradingPair product() {
    return product;
  }

  String topic() {
    return topic;
  }

  DatabaseSettings database() {
    return database;
  }

  Connection connection() {
    return connection;
  }

  void compareWith(Candles candlesOfExchange) {
    candles = candlesOfExchange;
  }

  /** Appends trades to the topic, in the order given. */
  void deliver(Collection<Trade> trades) throws Exception {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (Trade trade : trades) {
      byte[] value = TradeJson.encode(new TradeMessage(trade, Origin.LIVE));
      sent.add(send(null, value, trade.time()));
    }
    await(sent);
  }

  void deliver(Trade... trades) throws Exception {
    deliver(List.of(trades));
  }

  /** Appends a record to a partition of the topic; it may be anything. */
  void deliverBytes(int partition, byte[] value, String time) throws Exception {
    await(List.of(send(partition, value, Instant.parse(time))));
  }

  private Future<RecordMetadata> send(Integer partition, byte[] value, Instant time) {
    return servers
        .producer()
        .send(
            new ProducerRecord<>(topic, partition, time.toEpochMilli(), product.toString(), value));
  }

  private void await(List<Future<RecordMetadata>> sent) throws Exception {
    servers.producer().flush();
    for (Future<RecordMetadata> record : sent) {
      record.get();
    }
  }

  /** Writes the speed layer's rows of some trades. */
  void countInSpeed(Collection<Trade> trades) throws SQLException {
    execute("INSERT INTO ops.handover (product) VALUES (?) ON CONFLICT DO NOTHING");
    String sql =
        """
        INSERT INTO speed.bars_1s
        SELECT r.* FROM jsonb_populate_record(NULL::speed.bars_1s, ?::jsonb) r
        ON CONFLICT DO NOTHING""";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (var row : OracleBars.of(trades, BarWidth.SECOND).entrySet()) {
        Map<String, String> columns = new LinkedHashMap<>(row.getValue());
        columns.put("product", product.toString());
        columns.put("start", row.getKey().toString());
        columns.put("updated_at", row.getKey().toString());
        insert.setString(1, json(columns));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** A scheduled run at a time of the injected clock. */
  void runAt(String now) throws Exception {
    clock.set(Instant.parse(now));
    BatchSettings settings = settings();
    try (Archive archive = Archive.open(settings)) {
      BatchLayers.of(spark, settings, archive.trades(), candles, clock).runScheduled();
    }
  }

  void recomputeAt(String now, String from, String to) throws Exception {
    clock.set(Instant.parse(now));
    BatchSettings settings = settings();
    try (Archive archive = Archive.open(settings)) {
      BatchLayers.of(spark, settings, archive.trades(), candles, clock)
          .recompute(new TimeRange(Instant.parse(from), Instant.parse(to)));
    }
  }

  /** Runs from now on fail if they read the topic. */
  void doWithoutSpark() {
    spark =
        () -> {
          throw new AssertionError("the topic is read");
        };
  }

  /** What a run with --keep-rows does when it is done, at a time of the injected clock. */
  void dropRowsAt(String now, Duration keep) {
    clock.set(Instant.parse(now));
    new Retention(keep, new PostgresOldRows(database, product), clock).apply();
  }

  /** What the runs from now on judge by. */
  void judgeBy(String formula) {
    this.formula = formula;
  }

  /** Where the runs from now on archive trades. */
  void archiveAt(Path folder) {
    archiveWith("--archive-warehouse=" + folder);
  }

  /** How the runs from now on archive trades. */
  void archiveWith(String... flags) {
    archiveFlags = List.of(flags);
  }

  /** The ids of all trades that are archived. */
  TradeIds archivedIds() {
    try (Archive archive = Archive.open(settings())) {
      return archive.trades().ids(Instant.EPOCH, Instant.parse("9999-01-01T00:00:00Z"));
    }
  }

  /** Every trade that is archived, in the order of execution. */
  List<Trade> archived() {
    List<Trade> trades = new ArrayList<>();
    try (Archive archive = Archive.open(settings())) {
      archive
          .trades()
          .read(
              Instant.EPOCH,
              Instant.parse("9999-01-01T00:00:00Z"),
              message -> trades.add(message.trade()));
    }
    trades.sort(Trade.EXECUTION_ORDER);
    return trades;
  }

  /** What a run does when it is done, at some time. */
  void tidyArchiveAt(String now) {
    try (Archive archive = Archive.open(settings())) {
      archive.maintain(Instant.parse(now));
    }
  }

  /** Goes on with another database: the one before is lost. */
  void moveTo(DatabaseSettings other) throws SQLException {
    connection.close();
    database = other;
    connection = other.connect("test");
  }

  private BatchSettings settings() {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--trading-pair=" + product,
                "--kafka-bootstrap-servers=" + servers.bootstrapServers(),
                "--trades-topic=" + topic,
                "--formula=" + formula,
                "--database-url=" + database.url(),
                "--database-user=" + servers.databaseUser()));
    arguments.addAll(archiveFlags);
    return SettingsOf.arguments(arguments.toArray(String[]::new));
  }

  /** The hand-over in text, or null. */
  String handover() throws SQLException {
    Object handover = value("SELECT handover FROM ops.handover WHERE product = ?");
    return handover == null ? null : ((Timestamp) handover).toInstant().toString();
  }

  /** The statistics that readers see, column by column, by start. */
  SortedMap<Instant, Map<String, String>> bars(BarWidth width) throws SQLException {
    SortedMap<Instant, Map<String, String>> bars = rows(view(width));
    bars.values().forEach(row -> row.keySet().removeAll(MARKS));
    return bars;
  }

  /** One column of the rows that readers see, by start. */
  SortedMap<Instant, String> marks(BarWidth width, String column) throws SQLException {
    SortedMap<Instant, String> marks = new TreeMap<>();
    rows(view(width)).forEach((start, row) -> marks.put(start, row.get(column)));
    return marks;
  }

  /** All rows of a table or view of bars, by start, with all columns. */
  SortedMap<Instant, Map<String, String>> rows(String relation) throws SQLException {
    String sql = "SELECT * FROM " + relation + " WHERE product = ?";
    SortedMap<Instant, Map<String, String>> rows = new TreeMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, product.toString());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Map<String, String> columns = columns(row);
          Instant start = Instant.parse(columns.get("start"));
          if (rows.put(start, columns) != null) {
            throw new AssertionError(relation + " has two rows that start at " + start);
          }
        }
      }
    }
    return rows;
  }

  /** The signals that readers see. */
  List<StoredSignal> signals(BarWidth width) throws SQLException {
    return new SignalStore(connection)
        .signals(product, width, Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), 1_000_000);
  }

  /** Every row of every final table, with the run that wrote it: what must not change. */
  Map<String, Object> finalRows() throws SQLException {
    Map<String, Object> all = new TreeMap<>();
    for (String table : List.of("bars_1s", "bars_1m", "bars_1h", "bars_1d")) {
      all.put(table, rows("batch." + table));
    }
    all.put(
        "signals",
        list(
            "SELECT s::text FROM batch.signals s WHERE product = ? ORDER BY width, time, formula"));
    all.put("handover", handover());
    all.put("missing", missingIds());
    return all;
  }

  /** The holes that rows are final without, such as {@code 5-7}. */
  List<String> missingIds() throws SQLException {
    return list(
        "SELECT first_id || '-' || last_id FROM ops.missing_ids WHERE product = ? ORDER BY 1");
  }

  /** A column of the latest run. */
  String latestRun(String column) throws SQLException {
    Object value =
        value("SELECT " + column + " FROM ops.runs WHERE product = ? ORDER BY run_id DESC LIMIT 1");
    return value == null ? null : value.toString();
  }

  /** The first column of a query over this product, in text. */
  List<String> list(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, product.toString());
      try (ResultSet row = statement.executeQuery()) {
        List<String> values = new ArrayList<>();
        while (row.next()) {
          values.add(row.getString(1));
        }
        return values;
      }
    }
  }

  /** Executes a statement over this product. */
  void execute(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, product.toString());
      statement.execute();
    }
  }

  private Object value(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, product.toString());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getObject(1) : null;
      }
    }
  }

  private static Map<String, String> columns(ResultSet row) throws SQLException {
    ResultSetMetaData meta = row.getMetaData();
    Map<String, String> columns = new TreeMap<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      columns.put(meta.getColumnName(i), text(row, i, meta.getColumnTypeName(i)));
    }
    return columns;
  }

  private static String text(ResultSet row, int column, String type) throws SQLException {
    return switch (type) {
      case "numeric" -> OracleBars.text(row.getBigDecimal(column));
      case "timestamptz" -> row.getTimestamp(column).toInstant().toString();
      case "bool" -> Boolean.toString(row.getBoolean(column));
      default -> row.getString(column);
    };
  }

  private static String view(BarWidth width) {
    return "api.bars_" + width.label();
  }

  // Numbers as strings are numbers to Postgres, without the way over a binary fraction.
  private static String json(Map<String, String> columns) {
    StringBuilder json = new StringBuilder("{");
    columns.forEach(
        (name, value) -> {
          json.append(json.length() > 1 ? "," : "");
          json.append('"').append(name).append("\":\"").append(value).append('"');
        });
    return json.append('}').toString();
  }

  /** Deletes the topic with all its records, and makes a new one. */
  void makeTopicAnew() throws Exception {
    servers.deleteTopic(topic);
    servers.createTopic(topic, 1);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    servers.deleteTopic(topic);
  }
}
