package io.finsolutions.pipeline.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finsolutions.pipeline.archive.iceberg.ArchiveCatalog;
import io.finsolutions.pipeline.archive.iceberg.ArchiveSettings;
import io.finsolutions.pipeline.batch.engine.Restore;
import io.finsolutions.pipeline.batch.postgres.PostgresFinalStores;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.signals.Strategies;
import io.finsolutions.pipeline.store.DatabaseSettings;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The archive has what the rows count, whatever happens; and the rows can be made of it again. */
@ExtendWith(Servers.Shared.class)
class ArchiveIT {
  private static final List<BarWidth> STORED =
      List.of(BarWidth.SECOND, BarWidth.MINUTE, BarWidth.HOUR, BarWidth.DAY);

  private static SparkSession spark;

  @TempDir private Path warehouse;
  private TestPipeline pipeline;

  @BeforeAll
  static void startSpark() {
    spark = BatchSession.start("archive test");
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @BeforeEach
  void begin(Servers servers) throws Exception {
    pipeline = new TestPipeline(servers, spark, 2);
    pipeline.archiveAt(warehouse);
  }

  @AfterEach
  void end() throws Exception {
    pipeline.close();
  }

  @Test
  void whatIsFinalIsArchivedOnceInWhateverOrderItCame() throws Exception {
    List<Trade> trades = market(1, 900, "2026-03-01T22:50:00Z", "2026-03-02T01:10:00Z");
    List<Trade> delivered = new ArrayList<>(trades.subList(0, 600));
    delivered.addAll(trades.subList(100, 300));
    Collections.shuffle(delivered, new Random(3));
    // Another trade under an id that is taken: what came first counts, in the rows and here.
    delivered.add(altered(trades.get(5)));
    pipeline.deliver(delivered);
    pipeline.runAt("2026-03-02T00:25:00Z");
    assertArchiveAndRowsAgree(delivered);
    pipeline.deliver(trades.subList(550, 900));
    pipeline.runAt("2026-03-02T01:12:00Z");

    delivered.addAll(trades.subList(600, 900));
    assertArchiveAndRowsAgree(delivered);
    assertThat(pipeline.latestRun("range_end")).isNotNull();
  }

  @Test
  void theSameRunTwiceWritesNothing() throws Exception {
    pipeline.deliver(market(1, 300, "2026-03-01T10:00:00Z", "2026-03-01T11:10:00Z"));
    pipeline.runAt("2026-03-01T11:10:00Z");
    List<Path> before = files();

    pipeline.runAt("2026-03-01T11:10:01Z");
    pipeline.recomputeAt("2026-03-01T11:10:02Z", "2026-03-01T10:00:00Z", "2026-03-01T11:00:00Z");

    assertThat(dataFiles()).isEqualTo(dataFiles(before));
  }

  @Test
  void aTradeThatComesLateIsArchivedWithItsHour() throws Exception {
    List<Trade> trades = market(1, 600, "2026-03-01T09:00:00Z", "2026-03-01T10:40:00Z");
    List<Trade> late = List.of(trades.get(100), trades.get(101), trades.get(350));
    pipeline.deliver(without(trades, late));
    pipeline.runAt("2026-03-01T10:42:00Z");
    assertThat(pipeline.missingIds()).isNotEmpty();

    pipeline.deliver(late);
    pipeline.deliver(late);
    pipeline.runAt("2026-03-01T10:42:01Z");

    assertThat(pipeline.missingIds()).isEmpty();
    assertArchiveAndRowsAgree(trades);
  }

  @Test
  void whatTheArchiveHasWithoutAGapIsMadeAgainWithoutTheTopic() throws Exception {
    pipeline.deliver(market(1, 900, "2026-03-01T08:50:00Z", "2026-03-01T12:10:00Z"));
    pipeline.runAt("2026-03-01T12:12:00Z");
    SortedMap<String, Object> before = rowsWithoutRuns();
    pipeline.execute("UPDATE batch.bars_1s SET high = high + 1 WHERE product = ?");
    pipeline.execute(
        "UPDATE batch.bars_1s SET high = high - 1 WHERE product = ? AND start < '2026-03-01 09:00Z'");
    pipeline.execute(
        "UPDATE batch.bars_1s SET high = high - 1 WHERE product = ? AND start >= '2026-03-01 12:00Z'");
    pipeline.execute(
        "DELETE FROM batch.bars_1m WHERE product = ? AND start >= '2026-03-01 09:00Z' AND start < '2026-03-01 12:00Z'");

    pipeline.doWithoutSpark();
    pipeline.recomputeAt("2026-03-01T12:12:01Z", "2026-03-01T09:00:00Z", "2026-03-01T12:00:00Z");

    assertThat(rowsWithoutRuns()).isEqualTo(before);
  }

  @Test
  void aRowThatHasMoreTradesThanTheArchiveIsLookedForInTheTopicAndNeverMadeSmaller()
      throws Exception {
    pipeline.deliver(market(1, 900, "2026-03-01T08:50:00Z", "2026-03-01T12:10:00Z"));
    pipeline.runAt("2026-03-01T12:12:00Z");
    pipeline.execute(
        "UPDATE batch.bars_1s SET trades = trades + 1, buys = buys + 1 WHERE product = ?");
    SortedMap<String, Object> before = rowsWithoutRuns();

    assertThatThrownBy(
            () ->
                pipeline.recomputeAt(
                    "2026-03-01T12:12:01Z", "2026-03-01T09:00:00Z", "2026-03-01T12:00:00Z"))
        .hasMessageContaining("with the archive does not have all trades of the final rows");

    assertThat(rowsWithoutRuns()).isEqualTo(before);
  }

  @Test
  void rowsAreMadeAgainBitForBitWhenTheTopicHasForgottenTheirTrades(Servers servers)
      throws Exception {
    pipeline.close();
    pipeline = new TestPipeline(servers, spark);
    pipeline.archiveAt(warehouse);
    List<Trade> trades = market(1, 900, "2026-03-01T22:30:00Z", "2026-03-02T01:40:00Z");
    pipeline.deliver(without(trades, trades.subList(40, 44)));
    pipeline.runAt("2026-03-02T01:42:00Z");
    SortedMap<String, Object> before = rowsWithoutRuns();
    assertThat(pipeline.missingIds()).containsExactly("41-44");

    servers.removeRecordsBefore(pipeline.topic(), 700);
    pipeline.execute("UPDATE batch.bars_1s SET high = high + 1 WHERE product = ?");
    pipeline.execute("UPDATE batch.bars_1m SET complete = NOT complete WHERE product = ?");
    pipeline.execute("UPDATE batch.bars_1d SET high = high + 1 WHERE product = ?");
    pipeline.execute("DELETE FROM batch.signals WHERE product = ?");
    pipeline.recomputeAt("2026-03-02T01:43:00Z", "2026-03-01T22:00:00Z", "2026-03-02T02:00:00Z");

    assertThat(rowsWithoutRuns()).isEqualTo(before);
    assertThat(pipeline.missingIds()).containsExactly("41-44");
  }

  @Test
  void aLateTradeIsCountedWhoseHourTheTopicHasForgotten(Servers servers) throws Exception {
    pipeline.close();
    pipeline = new TestPipeline(servers, spark);
    pipeline.archiveAt(warehouse);
    List<Trade> trades = market(1, 600, "2026-03-01T09:00:00Z", "2026-03-01T10:40:00Z");
    List<Trade> hole = trades.subList(100, 103);
    pipeline.deliver(without(trades, hole));
    pipeline.runAt("2026-03-01T10:42:00Z");
    assertThat(pipeline.missingIds()).containsExactly("101-103");
    servers.removeRecordsBefore(pipeline.topic(), 500);

    pipeline.deliver(hole.subList(0, 2));
    pipeline.runAt("2026-03-01T10:42:01Z");
    assertThat(pipeline.missingIds()).containsExactly("103-103");
    pipeline.deliver(altered(trades.get(20)), hole.get(2));
    pipeline.runAt("2026-03-01T10:42:02Z");

    assertThat(pipeline.missingIds()).isEmpty();
    assertArchiveAndRowsAgree(trades);
    assertThat(pipeline.marks(BarWidth.MINUTE, "complete")).doesNotContainValue("false");
  }

  @Test
  void whatWasFinalBeforeThereWasAnArchiveStaysAsItIs(Servers servers) throws Exception {
    pipeline.close();
    pipeline = new TestPipeline(servers, spark);
    List<Trade> trades = market(1, 600, "2026-03-01T09:00:00Z", "2026-03-01T10:40:00Z");
    Trade late = trades.get(100);
    pipeline.deliver(without(trades.subList(0, 300), List.of(late)));
    pipeline.runAt("2026-03-01T10:40:00Z");
    Map<String, Object> before = pipeline.finalRows();
    servers.removeRecordsBefore(pipeline.topic(), 290);

    pipeline.archiveAt(warehouse);
    pipeline.deliver(late);
    pipeline.runAt("2026-03-01T10:40:01Z");

    assertThat(pipeline.finalRows()).isEqualTo(before);
    assertThat(pipeline.archived()).isEmpty();
    assertThat(dataFiles(files())).isEmpty();
    assertThatThrownBy(
            () ->
                pipeline.recomputeAt(
                    "2026-03-01T10:43:00Z", "2026-03-01T09:00:00Z", "2026-03-01T10:00:00Z"))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("with the archive does not have all trades of the final rows");
  }

  @Test
  void anArchiveThatIsNewIsFilledFromTheTopicAsFarAsThatReaches() throws Exception {
    List<Trade> trades = market(1, 600, "2026-03-01T09:00:00Z", "2026-03-01T10:40:00Z");
    pipeline.archiveAt(warehouse.resolve("unused"));
    pipeline.deliver(trades);
    pipeline.runAt("2026-03-01T10:10:00Z");
    pipeline.execute(
        "DELETE FROM archive.iceberg_tables WHERE table_name = lower(replace(?, '-', '_'))");
    pipeline.archiveAt(warehouse.resolve("used"));
    pipeline.runAt("2026-03-01T10:42:00Z");
    assertThat(pipeline.archived()).hasSizeLessThan(600);

    pipeline.recomputeAt("2026-03-01T10:43:00Z", "2026-03-01T09:00:00Z", "2026-03-01T11:00:00Z");

    assertArchiveAndRowsAgree(trades);
  }

  @Test
  void aLostDatabaseIsMadeAgainFromTheArchiveAlone(Servers servers) throws Exception {
    List<Trade> trades = market(1, 1_500, "2026-03-01T22:30:00Z", "2026-03-03T02:40:00Z");
    pipeline.deliver(without(trades.subList(0, 1_000), trades.subList(40, 44)));
    pipeline.runAt(trades.get(999).time().plusSeconds(1).toString());
    pipeline.deliver(trades.subList(1_000, 1_400));
    pipeline.deliver(trades.get(41));
    pipeline.runAt(trades.get(1_399).time().plusSeconds(1).toString());
    SortedMap<String, Object> before = rowsWithoutRuns();

    DatabaseSettings fresh = servers.freshDatabase();
    pipeline.moveTo(fresh);
    assertThatThrownBy(() -> pipeline.runAt("2026-03-03T02:40:00Z"))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("that this database does not know");
    restore(fresh);

    assertThat(rowsWithoutRuns()).isEqualTo(before);
    assertThat(pipeline.latestRun("kind")).isEqualTo("restore");

    // And it goes on from where it was.
    pipeline.deliver(trades.subList(1_400, 1_500));
    pipeline.deliver(trades.get(43), trades.get(40), trades.get(42));
    pipeline.runAt("2026-03-03T02:42:00Z");
    assertThat(pipeline.missingIds()).isEmpty();
    assertArchiveAndRowsAgree(trades);

    Map<String, Object> rows = pipeline.finalRows();
    restore(fresh);
    assertThat(pipeline.finalRows()).isEqualTo(rows);
  }

  @Test
  void aDatabaseFromABackupFindsInTheArchiveWhatTheTopicHasForgotten(Servers servers)
      throws Exception {
    pipeline.close();
    pipeline = new TestPipeline(servers, spark);
    pipeline.archiveAt(warehouse);
    DatabaseSettings original = servers.freshDatabase();
    pipeline.moveTo(original);
    List<Trade> trades = market(1, 1_000, "2026-03-01T09:00:00Z", "2026-03-01T12:40:00Z");
    pipeline.deliver(trades.subList(0, 300));
    pipeline.runAt(trades.get(299).time().plusSeconds(1).toString());
    pipeline.moveTo(servers.database());
    DatabaseSettings backup = servers.copyOf(original);
    pipeline.moveTo(original);
    for (int end = 400; end <= 900; end += 100) {
      pipeline.deliver(trades.subList(end - 100, end));
      pipeline.runAt(trades.get(end - 1).time().plusSeconds(1).toString());
    }
    servers.removeRecordsBefore(pipeline.topic(), 800);
    pipeline.deliver(trades.subList(900, 1_000));

    pipeline.moveTo(backup);
    assertThatThrownBy(() -> pipeline.runAt("2026-03-01T12:42:00Z"))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("that this database does not know");
    restore(backup);
    pipeline.runAt("2026-03-01T12:42:00Z");

    assertThat(pipeline.missingIds()).isEmpty();
    assertArchiveAndRowsAgree(trades);
  }

  @Test
  void rowsAreNotRestoredFromAnArchiveThatNoRunHasWritten(Servers servers) throws Exception {
    assertThat(pipeline.archived()).isEmpty();

    assertThatThrownBy(() -> restore(servers.database()))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("no run has written to it");
  }

  @Test
  void theFilesOfADayThatIsOverAreMergedAndNoTradeIsLost() throws Exception {
    List<Trade> trades = market(1, 2_000, "2026-03-01T12:00:00Z", "2026-03-02T12:00:00Z");
    for (int part = 0; part < 20; part++) {
      List<Trade> some = trades.subList(part * 100, part * 100 + 100);
      pipeline.deliver(some);
      pipeline.runAt(some.get(99).time().plusSeconds(1).toString());
    }
    List<Trade> before = pipeline.archived();
    assertThat(dataFiles(files())).hasSizeGreaterThanOrEqualTo(20);

    Instant soon = Instant.now().plusSeconds(60);
    pipeline.tidyArchiveAt(soon.toString());
    assertThat(pipeline.archived()).isEqualTo(before);
    // The old files stay for those who read them, for a day.
    Instant later = soon.plusSeconds(26 * 3_600);
    pipeline.tidyArchiveAt(later.toString());
    pipeline.tidyArchiveAt(later.plusSeconds(26 * 3_600).toString());

    assertThat(pipeline.archived()).isEqualTo(before);
    assertThat(dataFiles(files()).size()).isLessThanOrEqualTo(2);
    pipeline.recomputeAt("2026-03-02T12:10:00Z", "2026-03-01T12:00:00Z", "2026-03-02T12:00:00Z");
    assertArchiveAndRowsAgree(trades);
  }

  @Test
  void whatKilledWritersHaveLeftIsDeletedAfterADay() throws Exception {
    List<Trade> trades = market(1, 300, "2026-03-01T10:00:00Z", "2026-03-01T11:10:00Z");
    pipeline.deliver(trades);
    pipeline.runAt("2026-03-01T11:10:00Z");
    Path left = dataFiles(files()).get(0).resolveSibling("left.parquet");
    Files.writeString(left, "half a file");

    pipeline.tidyArchiveAt(Instant.now().plusSeconds(60).toString());
    assertThat(left).exists();
    pipeline.tidyArchiveAt(Instant.now().plusSeconds(30 * 3_600).toString());

    assertThat(left).doesNotExist();
    assertArchiveAndRowsAgree(trades);
  }

  private void restore(DatabaseSettings database) throws Exception {
    try (ArchiveCatalog catalog =
        ArchiveCatalog.connect(new ArchiveSettings(warehouse.toString(), Map.of()), database)) {
      new Restore(
              Strategies.of(Strategies.DEFAULT_FORMULA),
              new PostgresFinalStores(database, pipeline.product()),
              catalog.adopt(pipeline.product()))
          .run();
    }
  }

  /**
   * The archive has just the trades that are final, and the rows are what an oracle makes of it.
   */
  private void assertArchiveAndRowsAgree(Collection<Trade> delivered) throws Exception {
    Instant handover = Instant.parse(pipeline.handover());
    Map<Long, Trade> first = new LinkedHashMap<>();
    delivered.forEach(trade -> first.putIfAbsent(trade.tradeId(), trade));
    List<Trade> expected =
        first.values().stream()
            .filter(trade -> trade.time().isBefore(handover))
            .sorted(Trade.EXECUTION_ORDER)
            .toList();
    assertThat(pipeline.archived()).isEqualTo(expected);
    for (BarWidth width : STORED) {
      SortedMap<Instant, Map<String, String>> rows = pipeline.bars(width);
      Instant end = width.startOf(handover);
      assertThat(rows.headMap(end)).isEqualTo(OracleBars.of(expected, width).headMap(end));
    }
  }

  /** All final rows of all tables, but the numbers of runs and what a clock has said. */
  private SortedMap<String, Object> rowsWithoutRuns() throws Exception {
    SortedMap<String, Object> all = new TreeMap<>();
    for (String table : List.of("bars_1s", "bars_1m", "bars_1h", "bars_1d")) {
      SortedMap<Instant, Map<String, String>> rows = pipeline.rows("batch." + table);
      rows.values().forEach(row -> row.keySet().removeAll(List.of("run_id", "updated_at")));
      all.put(table, rows);
    }
    for (String table : List.of("batch.signals", "ops.handover", "ops.missing_ids")) {
      all.put(
          table,
          pipeline.list(
              "SELECT (to_jsonb(t) - 'run_id' - 'moved_at' - 'updated_at')::text FROM "
                  + table
                  + " t WHERE product = ? ORDER BY 1"));
    }
    return all;
  }

  private List<Path> files() throws Exception {
    try (Stream<Path> paths = Files.walk(warehouse)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private List<Path> dataFiles() throws Exception {
    return dataFiles(files());
  }

  private static List<Path> dataFiles(List<Path> files) {
    return files.stream().filter(file -> file.toString().endsWith(".parquet")).toList();
  }

  private List<Trade> market(long firstId, int count, String from, String to) {
    return Trades.between(pipeline.product(), firstId, count, from, to);
  }

  private static List<Trade> without(List<Trade> trades, List<Trade> left) {
    List<Trade> rest = new ArrayList<>(trades);
    rest.removeAll(left);
    return rest;
  }

  private static Trade altered(Trade trade) {
    return new Trade(
        trade.product(),
        trade.tradeId(),
        trade.time().plusSeconds(90),
        trade.price().add(BigDecimal.ONE),
        trade.size(),
        trade.makerSide());
  }
}
