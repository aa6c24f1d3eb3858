package io.finsolutions.pipeline.bench.peers;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Who is measured. */
enum Peer {
  OURS(
      "this speed layer",
      "",
      Rows.API,
      true,
      "Spark's continuous trigger hosts the engine; rows and fence in one statement. Counts each"
          + " id once, however late; takes no time's word but the trade's."),
  LOOP(
      "the same engine in a consumer loop",
      "loop",
      Rows.API,
      true,
      "the limit: what is left without Spark. One process must own the partition; the fence sees"
          + " to it as it does for ours."),
  KAFKA_STREAMS(
      "Kafka Streams 3.9.1",
      "kafka-streams",
      Rows.PEERS,
      true,
      "aggregate of a window of 1 s, grace 10 s, exactly_once_v2, commit every 100 ms, no cache,"
          + " batched upsert each 50 ms. Does not know duplicates of the feed; drops what is later"
          + " than the grace. The upsert is no part of its transaction."),
  FLINK(
      "Flink SQL 1.20.3",
      "flink",
      Rows.PEERS,
      true,
      "window TVF of 1 s, watermark 1 s behind, checkpoint each second, JDBC flush each 100 ms."
          + " A row comes when its second is over. Does not know duplicates; drops what is behind"
          + " the watermark; open and close are by arrival."),
  QUESTDB(
      "QuestDB 9.3.4",
      "questdb",
      Rows.QUESTDB,
      false,
      "embedded, a table of trades with upsert keys (time, id), asked by SAMPLE BY 1s over the"
          + " Postgres protocol. Knows duplicates. Prices are double, compared to 9 digits; there"
          + " are no rows of bars in Postgres; open and close of trades of one microsecond are as"
          + " they happen to lie."),
  SPARK(
      "Spark 3.5.7 by its guide",
      "spark",
      Rows.PEERS,
      true,
      "from_json, watermark 10 s, dropDuplicatesWithinWatermark, window of 1 s, update mode,"
          + " foreachBatch upsert; local[2], 2 shuffle partitions, 200,000 records a batch at"
          + " most. Drops what is behind the watermark."),
  REST(
      "a REST poll each second",
      "rest",
      Rows.PEERS,
      true,
      "asks the exchange itself for the last 100 trades and counts the new ones into the second of"
          + " their arrival; remembers the last id in memory. More than 100 in a second are lost.");

  private final String title;
  private final String module;
  private final Rows rows;
  private final boolean exact;
  private final String notes;

  /**
   * Where rows are.
   *
   * @param newest selects the id of the last trade of the newest row
   * @param progress likewise, where times lie in the past
   * @param all selects the columns that every peer has, of all rows
   */
  record Rows(String newest, String progress, String all) {
    private static final String COLUMNS =
        "trades, buys, sells, open, high, low, close, base_volume, quote_volume";
    private static final String QUESTDB_BARS =
        "(SELECT max(trade_id) last_trade_id, ts, count() trades,"
            + " sum(CASE WHEN taker = 'BUY' THEN 1 ELSE 0 END) buys,"
            + " sum(CASE WHEN taker = 'SELL' THEN 1 ELSE 0 END) sells,"
            + " first(price) open, max(price) high, min(price) low, last(price) close,"
            + " sum(size) base_volume, sum(price * size) quote_volume"
            + " FROM trades WHERE product = ?%s SAMPLE BY 1s)";

    static final Rows API = ofTable("api.bars_1s");
    static final Rows PEERS = ofTable("peers.bars_1s");
    static final Rows QUESTDB =
        new Rows(
            "SELECT * FROM "
                + QUESTDB_BARS.formatted(" AND ts > dateadd('s', -10, now())")
                + " ORDER BY ts DESC LIMIT 1",
            "SELECT max(trade_id) FROM trades WHERE product = ?",
            "SELECT cast(ts AS long) / 1000000 AS second, "
                + COLUMNS
                + " FROM "
                + QUESTDB_BARS.formatted(""));

    private static Rows ofTable(String table) {
      String newest =
          "SELECT last_trade_id FROM " + table + " WHERE product = ? ORDER BY start DESC LIMIT 1";
      return new Rows(
          newest,
          newest,
          "SELECT extract(epoch FROM start)::bigint AS second, "
              + COLUMNS
              + " FROM "
              + table
              + " WHERE product = ?");
    }
  }

  Peer(String title, String module, Rows rows, boolean exact, String notes) {
    this.title = title;
    this.module = module;
    this.rows = rows;
    this.exact = exact;
    this.notes = notes;
  }

  /** As people read it. */
  String title() {
    return title;
  }

  /** The folder of its module under {@code bench/peers}; empty for ours. */
  String module() {
    return module;
  }

  /** Where its rows are. */
  Rows rows() {
    return rows;
  }

  /** Whether its decimals are exact. */
  boolean exact() {
    return exact;
  }

  /** Whether it reads the topic. */
  boolean readsTopic() {
    return this != REST;
  }

  /** Its settings, and what it has and has not. */
  String notes() {
    return notes;
  }

  /** As one writes it after {@code --peers}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The peer of a name.
   *
   * @throws IllegalArgumentException if there is none; says which there are
   */
  static Peer parse(String name) {
    return Arrays.stream(values())
        .filter(peer -> peer.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no peer " + name + "; there are " + List.of(values())));
  }
}
