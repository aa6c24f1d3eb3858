package io.finsolutions.pipeline.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.service.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * History of a stand-in exchange, loaded over HTTP by a process that dies on the way: rows are held
 * against an oracle, and requests counted.
 */
@ExtendWith(Servers.Shared.class)
@Timeout(240)
class BackfillIT {
  private static final Duration FOLLOWED = Duration.ofMinutes(20);
  private static final int HISTORY = 40_000;
  private static final double RATE = 2;
  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final List<BarWidth> WIDTHS =
      List.of(BarWidth.SECOND, BarWidth.MINUTE, BarWidth.HOUR);

  private static SparkSession spark;

  private Servers servers;
  private TestPipeline pipeline;
  private Path warehouse;
  private StandInProcess exchange;
  private List<Trade> printed;
  private Instant now;

  @BeforeAll
  static void startSpark() {
    spark = BatchSession.start("test");
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @BeforeEach
  void begin(Servers shared) throws Exception {
    servers = shared;
    pipeline = new TestPipeline(servers, spark);
    warehouse = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "archive-");
    pipeline.archiveAt(warehouse);
  }

  @AfterEach
  void end() throws Exception {
    exchange.close();
    pipeline.close();
  }

  /** The exchange has printed so many trades by now. */
  private void trade(int history, double rate) throws Exception {
    exchange =
        StandInProcess.start(
            "--tape=generated",
            "--product=" + pipeline.product() + ",BTC-USD",
            "--history=" + history,
            "--rate=" + rate,
            "--seed=7");
    printed = exchange.trades(pipeline.product());
    now = Instant.now();
  }

  /** The product has been followed for a while, and is final up to a moment ago. */
  private void follow() throws Exception {
    Instant since = now.minus(FOLLOWED);
    pipeline.deliver(printed.stream().filter(t -> !t.time().isBefore(since)).toList());
    pipeline.runAt(now.toString());
  }

  @Test
  void aLoadThatIsKilledGoesOnWhereItWasAndItsRowsAreExact() throws Exception {
    trade(HISTORY, RATE);
    follow();
    Instant from = now.minus(Duration.ofHours(4)).truncatedTo(ChronoUnit.HOURS);
    List<Trade> wanted = between(from, at(pipeline.handover()));
    long hidden = wanted.get(wanted.size() / 2).tradeId();
    exchange.startFaults(
        """
        [{"fault":"rest-status","status":429,"retry_after_s":1,"requests":2},
         {"fault":"rest-status","status":503,"requests":2},
         {"fault":"page-hole","next":3},
         {"fault":"hide","first":%d,"last":%d}]"""
            .formatted(hidden, hidden + 2));

    try (BatchProcess load = start(from, "--chunk=4000", "--requests-per-second=4")) {
      Eventually.await("a chunk is kept", BOUND, () -> pipeline.archived().size() > 8_000);
      assertThat(load.output()).contains("trades [");
    }
    int kept = pipeline.archived().size();
    assertThat(kept).isLessThan(wanted.size() - 5_000);
    long pages = exchange.pagesById();
    assertDone(start(from, "--chunk=4000"));
    long resumed = exchange.pagesById() - pages;
    assertDone(start(from));
    long searched = exchange.pagesById() - pages - resumed;

    // What is searched for is searched for again; a page for each thousand, and the chunks' ends.
    assertThat(resumed - searched).isLessThanOrEqualTo((wanted.size() - kept) / 1_000 + 8);
    List<Trade> given = new ArrayList<>(wanted);
    given.removeIf(trade -> hidden <= trade.tradeId() && trade.tradeId() <= hidden + 2);
    assertThat(pipeline.archived()).isEqualTo(sorted(given));
    assertRows(given);
    assertThat(pipeline.missingIds()).containsExactly(hidden + "-" + (hidden + 2));
    assertThat(incomplete(BarWidth.MINUTE)).isNotEmpty().hasSizeLessThan(3);
    assertThat(status("covered_from")).isEqualTo(from.toString());

    exchange.clearFaults();
    assertDone(start(from));
    assertRows(wanted);
    assertThat(pipeline.archived()).isEqualTo(sorted(wanted));
    assertThat(pipeline.missingIds()).isEmpty();
    for (BarWidth width : WIDTHS) {
      assertThat(incomplete(width)).isEmpty();
    }
  }

  /** As large as somebody wants to see it: see docs/backfill.md. */
  @Test
  @Timeout(600)
  @EnabledIfSystemProperty(named = "pipeline.backfill-trades", matches = "[0-9]+")
  void aLargeLoadThatIsKilledHalfWayIsExact() throws Exception {
    int history = Integer.getInteger("pipeline.backfill-trades");
    trade(history, 20);
    follow();
    Instant from = printed.get(0).time().truncatedTo(ChronoUnit.HOURS);
    List<Trade> wanted = between(from, at(pipeline.handover()));
    System.out.printf("trades to load: %,d of %,d printed%n", wanted.size(), printed.size());
    Instant started = Instant.now();
    try (BatchProcess load = start(from)) {
      Eventually.await(
          "half of it is kept", Duration.ofMinutes(5), () -> count() > wanted.size() / 2);
      System.out.println(load.output());
    }
    long kept = count();
    long pages = exchange.pagesById();
    System.out.printf(
        "killed after %s s: %,d trades kept, %,d pages asked for%n",
        Duration.between(started, Instant.now()).toSeconds(), kept, pages);

    started = Instant.now();
    try (BatchProcess load = start(from)) {
      Eventually.await("it is done", Duration.ofMinutes(8), () -> load.output().contains("done:"));
      assertThat(load.exitCode()).as(load.output()).isEqualTo(ExitCode.OK);
      System.out.println(load.output());
    }
    long resumed = exchange.pagesById() - pages;
    System.out.printf(
        "resumed and done in %s s: %,d more pages for %,d trades%n",
        Duration.between(started, Instant.now()).toSeconds(), resumed, wanted.size() - kept);

    assertThat(resumed).isLessThan((wanted.size() - kept) / 1_000 + 60);
    assertThat(count()).isEqualTo(wanted.size());
    assertRows(wanted);
    for (BarWidth width : WIDTHS) {
      assertThat(incomplete(width)).isEmpty();
      System.out.printf(
          "%s rows equal the oracle, all complete: %,d%n", width, pipeline.bars(width).size());
    }
  }

  /** How many trades are archived. */
  private long count() {
    return pipeline.archivedIds().count();
  }

  @Test
  void historyThatDoesNotJoinIsFinalAndCompleteInItselfAndJoinsLater() throws Exception {
    trade(HISTORY, RATE);
    follow();
    Instant from = now.minus(Duration.ofHours(4)).truncatedTo(ChronoUnit.HOURS);
    Instant to = from.plus(Duration.ofHours(1));
    String covered = status("covered_from");
    Instant handover = at(pipeline.handover());

    assertDone(start(from, "--to=" + to));

    List<Trade> first = between(from, to);
    assertThat(pipeline.bars(BarWidth.SECOND).headMap(to))
        .isEqualTo(OracleBars.of(first, BarWidth.SECOND));
    assertThat(pipeline.marks(BarWidth.HOUR, "complete")).containsEntry(from, "true");
    assertThat(pipeline.marks(BarWidth.MINUTE, "complete").headMap(to))
        .doesNotContainValue("false");
    assertThat(status("covered_from")).isEqualTo(covered);
    assertThat(status("missing_trades")).isEqualTo("0");
    assertThat(pipeline.list("SELECT starts_at::text FROM api.past WHERE product = ?")).hasSize(1);

    Map<String, Object> rows = pipeline.finalRows();
    pipeline.runAt(now.toString());
    assertThat(pipeline.finalRows()).isEqualTo(rows);

    long pages = exchange.pagesById();
    assertDone(start(from));
    assertThat(exchange.pagesById() - pages).isLessThan(60 + between(to, handover).size() / 1_000);
    assertRows(between(from, handover));
    assertThat(status("covered_from")).isEqualTo(from.toString());
    assertThat(pipeline.list("SELECT starts_at::text FROM api.past WHERE product = ?")).isEmpty();
    for (BarWidth width : WIDTHS) {
      assertThat(incomplete(width)).isEmpty();
    }
  }

  @Test
  void aLoadThatIsToldToEndEndsInOrderAndSaysHowToGoOn() throws Exception {
    trade(HISTORY, RATE);
    follow();
    Instant from = now.minus(Duration.ofHours(4)).truncatedTo(ChronoUnit.HOURS);
    try (BatchProcess load = start(from, "--chunk=2000", "--requests-per-second=2")) {
      Eventually.await("a chunk is kept", BOUND, () -> pipeline.archived().size() > 4_000);
      load.terminate(Duration.ofSeconds(20));
      assertThat(load.output())
          .contains("ended; what was loaded is kept, and the same command goes on there");
    }
    assertThat(pipeline.archived()).doesNotHaveDuplicates();
  }

  @Test
  void aLoadThatLosesItsDatabaseSaysHowToGoOn() throws Exception {
    trade(HISTORY, RATE);
    follow();
    Instant from = now.minus(Duration.ofHours(4)).truncatedTo(ChronoUnit.HOURS);
    try (BatchProcess load = start(from, "--chunk=2000", "--requests-per-second=2")) {
      Eventually.await("a chunk is kept", BOUND, () -> pipeline.archived().size() > 4_000);
      servers.refuseConnections();
      assertThat(load.exitCode()).as(load.output()).isEqualTo(ExitCode.FAILED);
      assertThat(load.output())
          .contains("what was loaded is kept, and the same command goes on there")
          .doesNotContain("\tat ");
    } finally {
      servers.acceptConnections();
    }
    assertDone(start(from));
    assertRows(between(from, at(pipeline.handover())));
  }

  @Test
  void whatCannotBeLoadedIsSaidInOneLine() throws Exception {
    trade(HISTORY, RATE);
    String future = now.plusSeconds(90_000).truncatedTo(ChronoUnit.SECONDS).toString();
    String past = "2024-01-01T00:00:00Z";
    assertSaid(ExitCode.FAILED, "no row of " + pipeline.product() + " is final yet", past);
    follow();
    assertSaid(ExitCode.FAILED, " was first traded at ", past, "--to=2024-01-02T00:00:00Z");
    assertSaid(ExitCode.USAGE, "is not before --to", past, "--to=" + past);
    assertSaid(ExitCode.USAGE, "--to " + future + " is in the future", past, "--to=" + future);
    assertSaid(ExitCode.USAGE, "--from " + future + " is in the future", future);
    assertSaid(
        ExitCode.USAGE,
        "BTC-USDC is an alias of BTC-USD: use BTC-USD",
        past,
        "--trading-pair=BTC-USDC");
    assertSaid(ExitCode.USAGE, "Coinbase has no product NOPE-USD", past, "--trading-pair=NOPE-USD");
    assertSaid(ExitCode.USAGE, "--chunk 0 is not within", past, "--chunk=0");
  }

  private void assertSaid(int exitCode, String words, String from, String... more)
      throws Exception {
    try (BatchProcess load = startAt(from, more)) {
      assertThat(load.exitCode()).as(load.output()).isEqualTo(exitCode);
      assertThat(load.output().strip().lines())
          .as(load.output())
          .filteredOn(line -> !line.startsWith("Try "))
          .last()
          .asString()
          .contains(words);
    }
  }

  private static void assertDone(BatchProcess process) throws Exception {
    try (process) {
      assertThat(process.exitCode()).as(process.output()).isEqualTo(ExitCode.OK);
      assertThat(process.output()).contains("days of rows [############] 100.0%", "done:");
    }
  }

  private void assertRows(List<Trade> trades) throws SQLException {
    for (BarWidth width : WIDTHS) {
      assertThat(pipeline.bars(width)).isEqualTo(OracleBars.of(trades, width));
    }
  }

  /** The starts of final rows that do not say that they are complete. */
  private List<Instant> incomplete(BarWidth width) throws SQLException {
    List<Instant> starts = new ArrayList<>();
    pipeline
        .rows("batch.bars_1" + width.name().toLowerCase(Locale.ROOT).charAt(0))
        .forEach(
            (start, row) -> {
              if (row.get("complete").equals("false")) {
                starts.add(start);
              }
            });
    return starts;
  }

  private List<Trade> between(Instant from, Instant to) {
    return printed.stream()
        .filter(trade -> !trade.time().isBefore(from) && trade.time().isBefore(to))
        .toList();
  }

  private static List<Trade> sorted(List<Trade> trades) {
    return trades.stream().sorted(Trade.EXECUTION_ORDER).toList();
  }

  private String status(String column) throws SQLException {
    return pipeline
        .list("SELECT to_jsonb(s) ->> '" + column + "' FROM api.status s WHERE product = ?")
        .stream()
        .map(BackfillIT::inUtc)
        .findFirst()
        .orElse(null);
  }

  private static String inUtc(String value) {
    return value != null && value.contains("T")
        ? OffsetDateTime.parse(value).toInstant().toString()
        : value;
  }

  private BatchProcess start(Instant from, String... more) throws IOException {
    return startAt(from.toString(), more);
  }

  private BatchProcess startAt(String from, String... more) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add("backfill");
    if (Arrays.stream(more).noneMatch(argument -> argument.startsWith("--trading-pair"))) {
      arguments.add("--trading-pair=" + pipeline.product());
    }
    arguments.addAll(
        List.of(
            "--from=" + from,
            "--database-url=" + servers.database().url(),
            "--database-user=" + servers.databaseUser(),
            "--archive-warehouse=" + warehouse,
            "--coinbase-rest-url=" + exchange.base(),
            "--coinbase-exchange-url=" + exchange.base()));
    if (Arrays.stream(more).noneMatch(argument -> argument.startsWith("--requests"))) {
      arguments.add("--requests-per-second=100");
    }
    arguments.addAll(List.of(more));
    return BatchProcess.start(Map.of(), arguments.toArray(String[]::new));
  }

  private static Instant at(String time) {
    return Instant.parse(time);
  }
}
