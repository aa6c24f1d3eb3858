package io.finsolutions.pipeline.streaming.postgres;

import static io.finsolutions.pipeline.streaming.TradeArbitraries.FIRST_SECOND;
import static io.finsolutions.pipeline.streaming.TradeArbitraries.PRODUCT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarFold;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeIds;
import io.finsolutions.pipeline.market.TradeMessage;
import io.finsolutions.pipeline.store.DatabaseSettings;
import io.finsolutions.pipeline.streaming.OracleSeconds;
import io.finsolutions.pipeline.streaming.PostgresServer;
import io.finsolutions.pipeline.streaming.TradeArbitraries;
import io.finsolutions.pipeline.streaming.engine.Committed;
import io.finsolutions.pipeline.streaming.engine.Fence;
import io.finsolutions.pipeline.streaming.engine.FencedException;
import io.finsolutions.pipeline.streaming.engine.PartitionId;
import io.finsolutions.pipeline.streaming.engine.SpeedCommit;
import io.finsolutions.pipeline.streaming.engine.StoreException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.BeforeTry;
import org.apache.commons.io.FileUtils;

class PostgresSpeedStoreIT {
  private static final PartitionId PARTITION = new PartitionId("btc-usd.trades", 0);

  private static Path folder;
  private static PostgresServer server;
  private static PostgresServer.Database database;

  private PostgresSpeedStore store;

  @BeforeContainer
  static void startPostgres() throws Exception {
    folder = Files.createTempDirectory("speed-store");
    server = new PostgresServer(folder.resolve("data"));
    database = server.newDatabase();
  }

  @AfterContainer
  static void stopPostgres() throws IOException {
    server.close();
    FileUtils.deleteDirectory(folder.toFile());
  }

  @BeforeTry
  void connect() throws Exception {
    database.execute(
        "TRUNCATE speed.bars_1s, ops.fence, ops.topics, ops.late_trades, ops.handover CASCADE");
    store = new PostgresSpeedStore(database.settings(), PRODUCT);
  }

  @AfterTry
  void disconnect() {
    store.close();
  }

  @Property(tries = 100, shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
  void theRowsAreTheMergeOfAllThatWasCommittedHoweverItWasCut(
      @ForAll("trades") List<Trade> trades, @ForAll("cuts") List<Integer> cuts) throws Exception {
    Fence fence = store.take(PARTITION);
    long offset = 0;
    Map<String, Map<String, String>> returned = new TreeMap<>();
    int from = 0;
    for (int i = 0; from < trades.size(); i++) {
      int to = Math.min(trades.size(), from + cuts.get(i % cuts.size()));
      Committed committed =
          store.commit(commit(fence, offset, to - from, trades.subList(from, to)));
      returned.putAll(OracleSeconds.rowsOf(committed.bars()));
      offset += to - from;
      from = to;
    }

    Map<String, Map<String, String>> expected = OracleSeconds.of(trades);
    assertThat(rows()).isEqualTo(expected);
    assertThat(returned).as("the rows that were returned last").isEqualTo(expected);
    assertThat(rows()).as("Bar.merge").isEqualTo(OracleSeconds.rowsOf(fold(trades)));
  }

  @Example
  void aFenceIsTakenWhereItStands() throws Exception {
    assertThat(store.take(PARTITION)).isEqualTo(new Fence(1, 0, new TradeIds(), 0));
    Fence second = store.take(PARTITION);
    TradeIds seen = TradeIds.of(new IdRange(3, 7), new IdRange(9, Long.MAX_VALUE));
    store.commit(new SpeedCommit(PARTITION, 2, 0, 12, seen, 3, List.of(), List.of()));

    assertThat(second.generation()).isEqualTo(2);
    assertThat(store.take(PARTITION)).isEqualTo(new Fence(3, 12, seen, 3));
    assertThat(FenceOffsets.read(database.settings(), PARTITION.topic())).isEqualTo(Map.of(0, 12L));
  }

  @Example
  void fencesOfPartitionsAndTopicsAreApart() throws Exception {
    store.take(PARTITION);
    store.take(new PartitionId("btc-usd.trades", 1));
    store.take(new PartitionId("eth-usd.trades", 0));

    assertThat(store.take(PARTITION).generation()).isEqualTo(2);
    assertThat(FenceOffsets.read(database.settings(), PARTITION.topic()))
        .isEqualTo(Map.of(0, 0L, 1, 0L));
  }

  @Example
  void aCommitOfAnEarlierGenerationChangesNothing() throws Exception {
    Fence first = store.take(PARTITION);
    store.take(PARTITION);

    assertRefused(commit(first, 0, 1, List.of(trade(1, 0))));
  }

  @Example
  void aCommitOfAGenerationThatNobodyTookChangesNothing() throws Exception {
    store.take(PARTITION);

    assertRefused(commit(new Fence(7, 0, new TradeIds(), 0), 0, 1, List.of(trade(1, 0))));
  }

  @Example
  void aCommitThatIsNotTheNextStepChangesNothing() throws Exception {
    Fence fence = store.take(PARTITION);
    store.commit(commit(fence, 0, 5, List.of()));

    assertRefused(commit(fence, 0, 5, List.of(trade(1, 0))));
    assertRefused(commit(fence, 6, 1, List.of(trade(1, 0))));
    store.commit(commit(fence, 5, 1, List.of(trade(1, 0))));
    assertThat(rows()).isEqualTo(OracleSeconds.of(List.of(trade(1, 0))));
  }

  @Example
  void aCommitToAFenceThatSomebodyDeletedChangesNothing() throws Exception {
    Fence fence = store.take(PARTITION);
    database.execute("DELETE FROM ops.fence");

    assertRefused(commit(fence, 0, 1, List.of(trade(1, 0))));
  }

  @Example
  void aLateTradeIsWrittenToTheLedgerOnce() throws Exception {
    Fence fence = store.take(PARTITION);
    List<TradeMessage> late = List.of(new TradeMessage(trade(4, 250_000), Origin.BACKFILL));
    store.commit(new SpeedCommit(PARTITION, 1, 0, 1, fence.seen(), 0, List.of(), late));
    store.commit(new SpeedCommit(PARTITION, 1, 1, 2, fence.seen(), 0, List.of(), late));

    assertThat(
            database.query(
                "SELECT concat_ws(' ', product, trade_id, time AT TIME ZONE 'UTC', price, size,"
                    + " maker_side, origin) FROM ops.late_trades"))
        .containsExactly("BTC-USD 4 2026-09-30 02:39:53.25 5 0.25 SELL backfill");
    assertThat(rows()).isEmpty();
  }

  @Example
  void everyCommitTellsTheHandover() throws Exception {
    Fence fence = store.take(PARTITION);
    assertThat(store.commit(commit(fence, 0, 1, List.of())).handover()).isEmpty();

    database.execute("UPDATE ops.handover SET handover = '2026-09-30 02:39Z'");

    assertThat(store.commit(commit(fence, 1, 1, List.of())).handover())
        .contains(FIRST_SECOND.minusSeconds(53));
    assertThat(store.commit(commit(fence, 2, 1, List.of(trade(1, 0)))).handover())
        .contains(FIRST_SECOND.minusSeconds(53));
  }

  @Example
  void everyCommitTellsFromWhichOffsetOnNoRunHasLookedAtItsPartition() throws Exception {
    Fence fence = store.take(PARTITION);
    assertThat(store.commit(commit(fence, 0, 1, List.of())).unseenFrom()).isZero();

    database.execute(
        "INSERT INTO ops.topics (topic, topic_id) VALUES ('btc-usd.trades', 'one'),"
            + " ('eth-usd.trades', 'another')",
        "UPDATE ops.handover SET topic_id = 'one', end_offsets = '{\"0\": 3000000000, \"1\": 7}'");

    assertThat(store.commit(commit(fence, 1, 1, List.of())).unseenFrom()).isEqualTo(3_000_000_000L);
    assertThat(store.commit(commit(fence, 2, 1, List.of(trade(1, 0), trade(2, 0)))).unseenFrom())
        .isEqualTo(3_000_000_000L);
    assertThat(unseenFrom(new PartitionId("btc-usd.trades", 1))).isEqualTo(7);
    assertThat(unseenFrom(new PartitionId("btc-usd.trades", 2))).isZero();
    assertThat(unseenFrom(new PartitionId("eth-usd.trades", 0))).isZero();
  }

  @Example
  void offsetsOfAnotherTopicAreNotTold() throws Exception {
    store.take(PARTITION);
    database.execute("UPDATE ops.handover SET topic_id = 'one', end_offsets = '{\"0\": 40}'");
    assertThat(unseenFrom(PARTITION)).as("of a topic that was not noted").isZero();

    database.execute("INSERT INTO ops.topics (topic, topic_id) VALUES ('btc-usd.trades', 'anew')");
    assertThat(unseenFrom(PARTITION)).as("of one that was made anew").isZero();

    database.execute("UPDATE ops.handover SET topic_id = NULL");
    assertThat(unseenFrom(PARTITION)).as("of nobody knows which").isZero();
  }

  @Example
  void readersSeeAProductFromItsFirstCommitOn() throws Exception {
    Fence fence = store.take(PARTITION);
    store.commit(commit(fence, 0, 1, List.of(trade(1, 0))));

    assertThat(database.query("SELECT trades FROM api.bars_1s")).containsExactly("1");
  }

  @Example
  void twoPartitionsMayCountTheSameSecondsAtOnce() throws Exception {
    int steps = 100;
    List<Trade> all = new ArrayList<>();
    List<Callable<Void>> partitions = new ArrayList<>();
    CyclicBarrier start = new CyclicBarrier(2);
    for (int number = 0; number < 2; number++) {
      PartitionId partition = new PartitionId("btc-usd.trades", number);
      List<List<Trade>> work = new ArrayList<>();
      for (int step = 0; step < steps; step++) {
        List<Trade> some = new ArrayList<>();
        for (int second = 0; second < 10; second++) {
          some.add(trade(1 + number + 2L * (step * 10 + second), second * 1_000_000L));
        }
        work.add(some);
        all.addAll(some);
      }
      partitions.add(
          () -> {
            try (var own = new PostgresSpeedStore(database.settings(), PRODUCT)) {
              long generation = own.take(partition).generation();
              start.await();
              for (int step = 0; step < steps; step++) {
                own.commit(
                    new SpeedCommit(
                        partition,
                        generation,
                        step,
                        step + 1,
                        new TradeIds(),
                        0,
                        fold(work.get(step)),
                        List.of()));
              }
            }
            return null;
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (Future<Void> one : threads.invokeAll(partitions)) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(rows()).isEqualTo(OracleSeconds.of(all));
  }

  @Example
  void aDatabaseThatIsNotThereIsSaidToBeSo() {
    DatabaseSettings nowhere = new DatabaseSettings("jdbc:postgresql://127.0.0.1:1/none", "u", "");

    assertThatThrownBy(() -> new PostgresSpeedStore(nowhere, PRODUCT))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot connect to the database");
  }

  @Example
  void aConnectionThatBreaksLeavesTheOutcomeUnknown() throws Exception {
    Fence fence = store.take(PARTITION);
    database.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE application_name = 'streaming BTC-USD'");

    assertThatThrownBy(() -> store.commit(commit(fence, 0, 1, List.of(trade(1, 0)))))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot commit speed rows");
  }

  @Provide
  Arbitrary<List<Trade>> trades() {
    return TradeArbitraries.trades(30);
  }

  @Provide
  Arbitrary<List<Integer>> cuts() {
    return Arbitraries.integers().between(1, 10).list().ofMinSize(1).ofMaxSize(8);
  }

  private void assertRefused(SpeedCommit commit) throws SQLException {
    List<String> fences = database.query("SELECT f::text FROM ops.fence f");
    Map<String, Map<String, String>> rows = rows();
    SpeedCommit withLate =
        new SpeedCommit(
            commit.partition(),
            commit.generation(),
            commit.fromOffset(),
            commit.nextOffset(),
            commit.seen(),
            commit.forgottenBelow(),
            commit.bars(),
            List.of(new TradeMessage(trade(99, 0), Origin.LIVE)));

    assertThatThrownBy(() -> store.commit(withLate)).isInstanceOf(FencedException.class);

    assertThat(database.query("SELECT f::text FROM ops.fence f")).isEqualTo(fences);
    assertThat(rows()).isEqualTo(rows);
    assertThat(database.query("SELECT trade_id FROM ops.late_trades")).isEmpty();
  }

  /** What the next commit to a partition tells. */
  private long unseenFrom(PartitionId partition) throws Exception {
    Fence fence = store.take(partition);
    SpeedCommit empty =
        new SpeedCommit(
            partition,
            fence.generation(),
            fence.nextOffset(),
            fence.nextOffset() + 1,
            fence.seen(),
            0,
            List.of(),
            List.of());
    return store.commit(empty).unseenFrom();
  }

  private static SpeedCommit commit(Fence fence, long from, long records, List<Trade> trades) {
    return new SpeedCommit(
        PARTITION,
        fence.generation(),
        from,
        from + records,
        fence.seen(),
        0,
        fold(trades),
        List.of());
  }

  private static List<Bar> fold(List<Trade> trades) {
    BarFold fold = new BarFold(BarWidth.SECOND);
    trades.forEach(fold::add);
    return fold.bars();
  }

  private static Map<String, Map<String, String>> rows() throws SQLException {
    return OracleSeconds.rowsOf(database.speedRows());
  }

  private static Trade trade(long id, long micros) {
    return new Trade(
        PRODUCT,
        id,
        FIRST_SECOND.plusNanos(micros * 1_000),
        BigDecimal.valueOf(id % 1_000 + 1),
        new BigDecimal("0.25"),
        id % 3 == 0 ? Side.BUY : Side.SELL);
  }
}
