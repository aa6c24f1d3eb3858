package io.finsolutions.pipeline.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.embedded.Guard;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeJson;
import io.finsolutions.pipeline.market.TradeMessage;
import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.store.DatabaseSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Servers.Shared.class)
class BatchCommandIT {
  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final int TERMINATED = 128 + 15;

  @TempDir private Path warehouse;
  private Servers servers;
  private TestPipeline pipeline;

  @BeforeEach
  void begin(Servers shared) throws Exception {
    servers = shared;
    pipeline = new TestPipeline(servers, null);
  }

  @AfterEach
  void end() throws Exception {
    pipeline.close();
  }

  @Test
  void aRunMakesRowsFinalAndARecomputeFoldsThemAgain() throws Exception {
    Instant minute = BarWidth.MINUTE.startOf(Instant.now());
    Instant from = minute.minus(Duration.ofMinutes(30));
    List<Trade> trades =
        Trades.between(pipeline.product(), 1, 200, from.toString(), minute.toString());
    pipeline.deliver(trades);

    // At the door that asks for a password; all other tests use the one that does not.
    Guard guard = servers.guard();
    try (BatchProcess run =
        startAt(
            guard.bootstrapServers(),
            "run",
            "--no-compare-candles",
            "--kafka-config=" + guard.clientConfig())) {
      assertThat(run.exitCode()).as(run.output()).isEqualTo(ExitCode.OK);
      assertThat(run.output().strip().lines())
          .satisfiesExactly(
              first -> assertThat(first).contains("INFO  RunCommand trades are not archived"),
              second ->
                  assertThat(second)
                      .contains("INFO  BatchLayer run done run_id=", "final_until=", "missing=0"));
    }
    assertThat(Instant.parse(pipeline.handover())).isAfter(from);
    String firstRun = pipeline.latestRun("run_id");

    pipeline.execute("UPDATE batch.bars_1s SET high = high * 2 WHERE product = ?");
    try (BatchProcess recompute =
        start("recompute", "--from", from.toString(), "--to", minute.toString())) {
      assertThat(recompute.exitCode()).as(recompute.output()).isEqualTo(ExitCode.OK);
    }
    assertThat(pipeline.latestRun("kind")).isEqualTo("recompute");
    assertThat(pipeline.list("SELECT DISTINCT run_id FROM batch.bars_1s WHERE product = ?"))
        .doesNotContain(firstRun)
        .hasSizeBetween(1, 2);
  }

  @Test
  void rowsThatAreOlderThanTheyAreKeptGoAfterARunUnlessSomebodyReads() throws Exception {
    Instant now = Instant.now();
    Instant old = now.minus(Duration.ofDays(70));
    pipeline.deliver(
        Trades.between(
            pipeline.product(), 1, 100, old.toString(), old.plusSeconds(600).toString()));
    pipeline.deliver(
        Trades.between(
            pipeline.product(), 101, 100, now.minusSeconds(3_600).toString(), now.toString()));

    try (BatchProcess run = start("run", "--no-compare-candles")) {
      assertThat(run.exitCode()).as(run.output()).isEqualTo(ExitCode.OK);
    }
    assertThat(pipeline.rows("batch.bars_1s").headMap(now.minus(Duration.ofDays(60)))).isNotEmpty();

    try (Connection reader = servers.database().connect("reads");
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("LOCK TABLE batch.bars_1s IN ACCESS SHARE MODE");
      statement.execute("LOCK TABLE batch.bars_1h IN SHARE MODE");
      try (BatchProcess run = start("run", "--no-compare-candles", "--keep-rows=2d")) {
        assertThat(run.exitCode()).as(run.output()).isEqualTo(ExitCode.OK);
        assertThat(run.output()).contains("run done", "old rows stay until the next run reason=");
      }
    }
    assertThat(pipeline.rows("batch.bars_1h").headMap(now.minus(Duration.ofDays(60)))).isNotEmpty();

    try (BatchProcess run = start("run", "--no-compare-candles", "--keep-rows=2d")) {
      assertThat(run.exitCode()).as(run.output()).isEqualTo(ExitCode.OK);
      assertThat(run.output()).contains("rows dropped table=batch.bars_1h rows=");
    }
    for (String table : List.of("bars_1s", "bars_1m", "bars_1h", "bars_1d")) {
      assertThat(pipeline.rows("batch." + table).headMap(now.minus(Duration.ofDays(60))))
          .as(table)
          .isEmpty();
    }
    assertThat(pipeline.rows("batch.bars_1s")).isNotEmpty();

    try (BatchProcess recompute =
        start("recompute", "--from=" + old, "--to=" + old.plusSeconds(600))) {
      assertThat(recompute.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(recompute.output()).contains("what is older is not made again: write --from=");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LOCK TABLE archive.iceberg_tables IN EXCLUSIVE MODE",
        "LOCK TABLE ops.missing_ids",
        "SELECT FROM ops.handover FOR UPDATE",
        "LOCK TABLE batch.bars_1m",
        "LOCK TABLE batch.bars_1h",
        "LOCK TABLE speed.bars_1s IN EXCLUSIVE MODE"
      })
  void aRunThatIsKilledAnywhereLeavesTheOldRows(String lock) throws Exception {
    Instant now = Instant.now();
    List<Trade> trades =
        Trades.between(
            pipeline.product(), 1, 300, now.minus(Duration.ofHours(3)).toString(), now.toString());
    pipeline.deliver(trades);
    pipeline.archiveAt(warehouse);
    String archive = "--archive-warehouse=" + warehouse;
    try (BatchProcess first =
        start("run", "--no-compare-candles", archive, "--settle=95m", "--give-up=96m")) {
      assertThat(first.exitCode()).as(first.output()).isEqualTo(ExitCode.OK);
    }
    Map<String, Object> before = pipeline.finalRows();
    int archivedBefore = pipeline.archived().size();

    killRunThatWaitsFor(lock, archive);
    assertThat(pipeline.finalRows()).isEqualTo(before);
    // Trades are archived before rows count them; the first two hold a run up before that.
    if (!lock.contains("iceberg") && !lock.contains("missing_ids")) {
      assertThat(pipeline.archived().size()).isGreaterThan(archivedBefore);
    }

    runUntilItFindsItsWay(archive);
    assertThat(
            pipeline.list(
                "SELECT DISTINCT error FROM ops.runs WHERE product = ? AND status = 'failed'"))
        .containsExactly("it was killed");
    Instant handover = Instant.parse(pipeline.handover());
    assertThat(handover).isAfter(now.minus(Duration.ofMinutes(20)));
    assertThat(pipeline.rows("batch.bars_1s"))
        .hasSameSizeAs(OracleBars.of(trades, BarWidth.SECOND).headMap(handover));
    assertThat(pipeline.archived())
        .containsExactlyElementsOf(
            trades.stream().filter(trade -> trade.time().isBefore(handover)).toList());
  }

  private void killRunThatWaitsFor(String lock, String archive) throws Exception {
    try (Connection other = servers.database().connect("holds the run up");
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(lock);
      BatchProcess run = start("run", "--no-compare-candles", archive);
      try {
        Eventually.await("the run is held up", BOUND, () -> !waitingRuns().isEmpty());
      } finally {
        run.close();
      }
      other.rollback();
    }
  }

  private void runUntilItFindsItsWay(String archive) throws Exception {
    Eventually.await(
        "the next run finds its way",
        BOUND,
        () -> {
          try (BatchProcess next = start("run", "--no-compare-candles", archive)) {
            return next.exitCode() == ExitCode.OK;
          }
        });
  }

  @Test
  void ofSeveralPartitionsEachTradeIsCountedAndArchivedOnceThoughARunIsKilled() throws Exception {
    pipeline.close();
    int partitions = 3;
    pipeline = new TestPipeline(servers, null, partitions);
    Instant now = Instant.now();
    List<Trade> trades =
        Trades.between(
            pipeline.product(), 1, 900, now.minus(Duration.ofHours(3)).toString(), now.toString());
    for (Trade trade : trades) {
      int partition = (int) (trade.tradeId() / 10 % partitions);
      byte[] value = TradeJson.encode(new TradeMessage(trade, Origin.LIVE));
      pipeline.deliverBytes(partition, value, trade.time().toString());
      if (trade.tradeId() % 5 == 0) {
        pipeline.deliverBytes(partition, value, trade.time().toString());
      }
      // As after a partition was added: from then on a key may be in another one.
      if (trade.tradeId() % 7 == 0) {
        pipeline.deliverBytes((partition + 1) % partitions, value, trade.time().toString());
      }
    }
    pipeline.archiveAt(warehouse);
    String archive = "--archive-warehouse=" + warehouse;
    try (BatchProcess first =
        start("run", "--no-compare-candles", archive, "--settle=95m", "--give-up=96m")) {
      assertThat(first.exitCode()).as(first.output()).isEqualTo(ExitCode.OK);
    }
    killRunThatWaitsFor("LOCK TABLE batch.bars_1h", archive);
    runUntilItFindsItsWay(archive);

    Instant handover = Instant.parse(pipeline.handover());
    assertThat(handover).isAfter(now.minus(Duration.ofMinutes(20)));
    assertFinalRowsShow(trades, handover);
    assertThat(pipeline.missingIds()).isEmpty();
    assertThat(pipeline.archived())
        .containsExactlyElementsOf(
            trades.stream().filter(trade -> trade.time().isBefore(handover)).toList());

    try (BatchProcess recompute =
        start("recompute", archive, "--from", trades.get(0).time().toString(), "--to=" + now)) {
      assertThat(recompute.exitCode()).as(recompute.output()).isEqualTo(ExitCode.OK);
    }
    assertFinalRowsShow(trades, handover);
  }

  /** Whether all final rows are there, as far as their intervals are final, and as they should. */
  private void assertFinalRowsShow(List<Trade> trades, Instant handover) throws Exception {
    for (BarWidth width : BarWidth.STORED) {
      SortedMap<Instant, Map<String, String>> expected =
          OracleBars.of(trades, width).headMap(width.startOf(handover));
      SortedMap<Instant, Map<String, String>> rows =
          pipeline.bars(width).headMap(width.startOf(handover));
      assertThat(rows).as("%s", width).isEqualTo(expected);
    }
  }

  private List<String> waitingRuns() throws Exception {
    return pipeline.list(
        "SELECT pid FROM pg_stat_activity WHERE application_name IN ('batch ' || ?, 'archive')"
            + " AND wait_event_type = 'Lock'");
  }

  @Test
  void aLostDatabaseIsRestoredByOneCommand() throws Exception {
    Instant now = Instant.now();
    pipeline.deliver(
        Trades.between(
            pipeline.product(), 1, 300, now.minus(Duration.ofHours(3)).toString(), now.toString()));
    pipeline.archiveAt(warehouse);
    String archive = "--archive-warehouse=" + warehouse;
    try (BatchProcess run = start("run", "--no-compare-candles", archive)) {
      assertThat(run.exitCode()).as(run.output()).isEqualTo(ExitCode.OK);
    }
    Set<Instant> starts = pipeline.rows("batch.bars_1s").keySet();
    String handover = pipeline.handover();

    DatabaseSettings fresh = servers.freshDatabase();
    pipeline.moveTo(fresh);
    try (BatchProcess run = start("run", "--no-compare-candles", archive)) {
      assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(run.output()).contains("make it known with batch restore").doesNotContain("\tat ");
    }
    // All that scheduled runs have, as where another command is put into their place.
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "PIPELINE_TRADING_PAIR", pipeline.product().toString(),
                "PIPELINE_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1",
                "PIPELINE_TRADES_TOPIC", "anything",
                "PIPELINE_DATABASE_URL", fresh.url(),
                "PIPELINE_DATABASE_USER", servers.databaseUser(),
                "PIPELINE_SETTLE", "2m",
                "PIPELINE_GIVE_UP", "12m",
                "PIPELINE_KEEP_ROWS", "730d",
                "PIPELINE_COMPARE_CANDLES", "true",
                "PIPELINE_COINBASE_REST_URL", "http://127.0.0.1:1"));
    try (BatchProcess nowhere = BatchProcess.start(settings, "restore")) {
      assertThat(nowhere.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(nowhere.output()).contains("--archive-warehouse is missing");
    }
    settings.put("PIPELINE_ARCHIVE_WAREHOUSE", warehouse.toString());
    try (BatchProcess restored = BatchProcess.start(settings, "restore")) {
      assertThat(restored.exitCode()).as(restored.output()).isEqualTo(ExitCode.OK);
    }

    assertThat(pipeline.rows("batch.bars_1s").keySet()).isEqualTo(starts);
    assertThat(pipeline.handover()).isEqualTo(handover);
    try (BatchProcess run = start("run", "--no-compare-candles", archive)) {
      assertThat(run.exitCode()).as(run.output()).isEqualTo(ExitCode.OK);
    }
  }

  @Test
  void anArchiveThatCannotBeWrittenFailsTheRunInWords() throws Exception {
    Instant now = Instant.now();
    pipeline.deliver(
        Trades.between(
            pipeline.product(), 1, 100, now.minusSeconds(1_800).toString(), now.toString()));
    Path file = Files.createFile(warehouse.resolve("no-folder"));

    try (BatchProcess run = start("run", "--no-compare-candles", "--archive-warehouse=" + file)) {
      assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(run.output()).contains("the archive at file://" + file).doesNotContain("\tat ");
    }
    assertThat(pipeline.handover()).isNull();
  }

  @Test
  void helpNamesTheCommandsAndTheirSettings() throws Exception {
    try (BatchProcess help = BatchProcess.start(Map.of(), "--help");
        BatchProcess runHelp = BatchProcess.start(Map.of(), "run", "--help")) {
      assertThat(help.exitCode()).isEqualTo(ExitCode.OK);
      assertThat(help.output()).contains("run", "recompute", "restore");
      assertThat(runHelp.exitCode()).isEqualTo(ExitCode.OK);
      assertThat(runHelp.output())
          .contains(
              "--trading-pair",
              "--every",
              "--keep-rows",
              "--archive-warehouse",
              "--archive-property",
              "--settle",
              "--give-up",
              "--[no-]compare-candles");
    }
  }

  @Test
  void allBadSettingsAreSaidAtOnce() throws Exception {
    try (BatchProcess run =
            BatchProcess.start(
                Map.of("PIPELINE_SETTLE", "soon", "PIPELINE_TRADING_PEAR", "BTC-USD"),
                "run",
                "--trading-pair=bitcoin",
                "--kafka-bootstrap-servers=localhost:9092",
                "--database-user=nobody");
        BatchProcess zero = start("run", "--every=0s");
        BatchProcess brief = start("run", "--keep-rows=47h");
        BatchProcess backwards =
            start("recompute", "--from=2026-03-01T10:00:00Z", "--to=2026-03-01T09:00:00Z")) {
      assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(run.output())
          .contains("bitcoin", "--database-url", "soon", "PIPELINE_SETTLE", "PIPELINE_TRADING_PEAR")
          .doesNotContain("\tat ");
      assertThat(zero.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(zero.output()).contains("--every has to be above zero");
      assertThat(brief.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(brief.output()).contains("--keep-rows has to be from 2d to 9999d");
      assertThat(backwards.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(backwards.output()).contains("is not before --to");
    }
  }

  @Test
  void withoutABrokerItFailsWithTheReason() throws Exception {
    long started = System.nanoTime();
    try (BatchProcess run =
        BatchProcess.start(
            Map.of(
                "PIPELINE_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1",
                "PIPELINE_DATABASE_URL", servers.database().url(),
                "PIPELINE_DATABASE_USER", servers.databaseUser()),
            "run",
            "--trading-pair=" + pipeline.product())) {
      assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(run.output().strip().lines())
          .last()
          .asString()
          .contains("the broker 127.0.0.1:1 fails");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(30));
    assertThat(pipeline.latestRun("status")).isEqualTo("failed");
  }

  @Test
  void withoutADatabaseItFailsWithTheReason() throws Exception {
    try (BatchProcess run =
        BatchProcess.start(
            Map.of(),
            "run",
            "--trading-pair=" + pipeline.product(),
            "--kafka-bootstrap-servers=" + servers.bootstrapServers(),
            "--database-url=jdbc:postgresql://127.0.0.1:1/pipeline",
            "--database-user=nobody")) {
      assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(run.output().strip().lines())
          .last()
          .asString()
          .contains("the database jdbc:postgresql://127.0.0.1:1/pipeline fails");
    }
  }

  @Test
  void itRunsOverAndOverAndSurvivesThatTheBrokerIsAway() throws Exception {
    Instant now = Instant.now();
    pipeline.deliver(
        Trades.between(
            pipeline.product(), 1, 100, now.minusSeconds(600).toString(), now.toString()));

    try (BatchProcess run =
        start("run", "--every=1s", "--settle=1s", "--give-up=2s", "--no-compare-candles")) {
      Eventually.await("rows are final", BOUND, () -> pipeline.handover() != null);
      servers.killBroker();
      try {
        Eventually.await(
            "a run fails", BOUND, () -> run.output().contains("run failed reason=the broker"));
        prolongOutage();
      } finally {
        servers.startBroker();
      }
      long failed = Long.parseLong(pipeline.latestRun("run_id"));
      Eventually.await(
          "a run succeeds again",
          BOUND,
          () ->
              pipeline
                  .list("SELECT run_id FROM ops.runs WHERE status = 'done' AND product = ?")
                  .stream()
                  .anyMatch(id -> Long.parseLong(id) > failed));

      assertThat(run.terminate(Duration.ofSeconds(5))).isEqualTo(TERMINATED);
      assertThat(run.output()).doesNotContain("\tat ");
    }
  }

  /** None, or as long as somebody wants to see it last: see docs/testing.md. */
  private static void prolongOutage() throws InterruptedException {
    TimeUnit.SECONDS.sleep(Long.getLong("pipeline.outage-seconds", 0));
  }

  private BatchProcess start(String command, String... arguments) throws Exception {
    return startAt(servers.bootstrapServers(), command, arguments);
  }

  private BatchProcess startAt(String kafka, String command, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(command));
    all.add("--trading-pair=" + pipeline.product());
    all.add("--kafka-bootstrap-servers=" + kafka);
    all.add("--trades-topic=" + pipeline.topic());
    all.add("--database-url=" + pipeline.database().url());
    all.add("--database-user=" + servers.databaseUser());
    all.addAll(List.of(arguments));
    return BatchProcess.start(Map.of(), all.toArray(String[]::new));
  }
}
