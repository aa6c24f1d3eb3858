package io.finsolutions.pipeline.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeJson;
import io.finsolutions.pipeline.market.TradeMessage;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Servers.Shared.class)
class HardCasesIT {
  private static SparkSession spark;

  private TestPipeline pipeline;

  @BeforeAll
  static void startSpark() {
    spark = BatchSession.start("hard cases test");
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @BeforeEach
  void begin(Servers servers) throws Exception {
    pipeline = new TestPipeline(servers, spark);
  }

  @AfterEach
  void end() throws Exception {
    pipeline.close();
  }

  @Test
  void whatBeginsBeforeTheFirstTradeIsFinalButNotComplete() throws Exception {
    pipeline.deliver(
        trade(501, "2026-03-01T10:30:10.2Z"),
        trade(502, "2026-03-01T10:30:11.5Z"),
        trade(503, "2026-03-01T10:30:12Z"),
        trade(504, "2026-03-01T10:31:00Z"),
        trade(505, "2026-03-01T11:00:00Z"),
        trade(506, "2026-03-02T00:00:00Z"),
        trade(507, "2026-03-03T00:00:00Z"));

    pipeline.runAt("2026-03-03T00:15:00Z");

    assertThat(pipeline.marks(BarWidth.SECOND, "complete"))
        .containsEntry(at("2026-03-01T10:30:10Z"), "false")
        .containsEntry(at("2026-03-01T10:30:11Z"), "false")
        .containsEntry(at("2026-03-01T10:30:12Z"), "true");
    assertThat(pipeline.marks(BarWidth.MINUTE, "complete"))
        .containsEntry(at("2026-03-01T10:30:00Z"), "false")
        .containsEntry(at("2026-03-01T10:31:00Z"), "true");
    assertThat(pipeline.marks(BarWidth.HOUR, "complete"))
        .containsEntry(at("2026-03-01T10:00:00Z"), "false")
        .containsEntry(at("2026-03-01T11:00:00Z"), "true");
    assertThat(pipeline.marks(BarWidth.DAY, "complete"))
        .containsEntry(at("2026-03-01T00:00:00Z"), "false")
        .containsEntry(at("2026-03-02T00:00:00Z"), "true");
    assertThat(pipeline.marks(BarWidth.DAY, "final"))
        .containsEntry(at("2026-03-01T00:00:00Z"), "true");
    assertThat(pipeline.list("SELECT covered_from::text FROM api.status WHERE product = ?"))
        .containsExactly("2026-03-01 10:30:11.2+00");
  }

  @Test
  void aFirstMinuteThatTheProducerMadeWholeIsComplete() throws Exception {
    Trade first = trade(501, "2026-03-01T10:30:10.2Z");
    pipeline.deliver(first, trade(502, "2026-03-01T10:31:00Z"), trade(503, "2026-03-01T11:20:00Z"));
    pipeline.runAt("2026-03-01T11:25:00Z");
    assertThat(pipeline.marks(BarWidth.MINUTE, "complete"))
        .containsEntry(at("2026-03-01T10:30:00Z"), "false");

    pipeline.deliverBytes(
        0,
        TradeJson.encode(new TradeMessage(first, Origin.BACKFILL).asFirstOfMinute()),
        first.time().toString());
    pipeline.runAt("2026-03-01T11:25:01Z");

    assertThat(pipeline.marks(BarWidth.SECOND, "complete")).doesNotContainValue("false");
    assertThat(pipeline.marks(BarWidth.MINUTE, "complete"))
        .containsEntry(at("2026-03-01T10:30:00Z"), "true");
    assertThat(pipeline.marks(BarWidth.HOUR, "complete"))
        .containsEntry(at("2026-03-01T10:00:00Z"), "false");
    assertThat(pipeline.marks(BarWidth.SECOND, "trades").values()).containsOnly("1");
  }

  @Test
  void earlierTradesThatTurnUpMoveBackWhatIsCovered() throws Exception {
    List<Trade> trades = market(500, 300, "2026-03-01T09:30:00Z", "2026-03-01T11:20:00Z");
    List<Trade> later =
        trades.stream().filter(t -> t.time().isAfter(at("2026-03-01T10:20:00Z"))).toList();
    pipeline.deliver(later);
    pipeline.runAt("2026-03-01T11:20:00Z");
    assertThat(pipeline.marks(BarWidth.HOUR, "complete"))
        .containsEntry(at("2026-03-01T10:00:00Z"), "false");

    List<Trade> earlier = new ArrayList<>(trades);
    earlier.removeAll(later);
    pipeline.deliver(earlier);
    pipeline.runAt("2026-03-01T11:20:01Z");

    assertThat(pipeline.marks(BarWidth.HOUR, "complete"))
        .containsEntry(at("2026-03-01T09:00:00Z"), "false")
        .containsEntry(at("2026-03-01T10:00:00Z"), "true");
    assertThat(pipeline.missingIds()).isEmpty();
    assertFinalSeconds(trades);
  }

  @Test
  void aTradeThatIsDatedAheadOfItsRecordNeverCounts() throws Exception {
    List<Trade> trades = market(1, 100, "2026-03-01T10:00:00Z", "2026-03-01T10:40:00Z");
    Trade ahead = Trades.trade(pipeline.product(), 40, "2026-03-01T10:20:00Z", "7", "7");
    pipeline.deliver(trades.subList(0, 30));
    deliver(ahead, trades.get(29).time().toString());
    pipeline.deliver(trades.subList(30, 100));

    pipeline.runAt("2026-03-01T10:15:00Z");
    pipeline.runAt("2026-03-01T10:40:00Z");

    assertFinalSeconds(trades);
    assertThat(pipeline.missingIds()).isEmpty();
  }

  @Test
  void aTradeWhoseTimeHasNotComeCountsWhenItHas() throws Exception {
    List<Trade> trades =
        new ArrayList<>(market(1, 60, "2026-03-01T10:00:00Z", "2026-03-01T10:10:00Z"));
    Trade early = Trades.trade(pipeline.product(), 61, "2026-03-01T10:30:00Z", "7", "7");
    pipeline.deliver(early);
    pipeline.deliver(trades);
    // The id is given to the first of the two, in this layer and in the other.
    pipeline.deliver(trade(61, "2026-03-01T10:10:00Z"));

    pipeline.runAt("2026-03-01T10:13:00Z");
    assertThat(pipeline.handover()).isEqualTo("2026-03-01T10:10:00Z");
    pipeline.runAt("2026-03-01T10:45:00Z");

    trades.add(early);
    assertFinalSeconds(trades);
    assertThat(pipeline.handover()).isGreaterThan("2026-03-01T10:30:01Z");
  }

  @Test
  void anotherTradeWithTheIdOfAFinalOneIsNotCounted() throws Exception {
    List<Trade> trades = market(1, 300, "2026-03-01T09:00:00Z", "2026-03-01T10:40:00Z");
    pipeline.deliver(trades.subList(0, 150));
    pipeline.runAt("2026-03-01T10:00:00Z");
    assertThat(at(pipeline.handover())).isAfter(at("2026-03-01T09:40:00Z"));

    // Its first record lies before the stretch that the next run reads.
    pipeline.deliver(trades.subList(150, 250));
    pipeline.deliver(Trades.trade(pipeline.product(), 20, "2026-03-01T10:20:00Z", "7", "7"));
    pipeline.deliver(trades.subList(250, 300));
    pipeline.runAt("2026-03-01T10:40:00Z");

    assertFinalSeconds(trades);
    assertThat(pipeline.latestRun("duplicates")).isEqualTo("1");
  }

  @Test
  void anotherTradeWithTheIdOfAnEarlierOneIsNotCountedWhenItsHourIsFoldedAgain() throws Exception {
    List<Trade> trades = market(1, 400, "2026-03-01T08:00:00Z", "2026-03-01T10:40:00Z");
    Trade late = trades.get(290);
    List<Trade> onTime = new ArrayList<>(trades);
    onTime.remove(late);
    pipeline.deliver(onTime);
    pipeline.runAt("2026-03-01T10:40:00Z");

    pipeline.deliver(Trades.trade(pipeline.product(), 20, late.time().toString(), "7", "7"));
    pipeline.runAt("2026-03-01T10:40:01Z");
    assertFinalSeconds(onTime);
    pipeline.deliver(late);
    pipeline.runAt("2026-03-01T10:40:02Z");

    assertFinalSeconds(trades);
    assertThat(pipeline.latestRun("cardinality(dirty_hours)")).isEqualTo("1");
  }

  @Test
  void recomputingManyDaysTakesOneAtATime() throws Exception {
    List<Trade> trades = market(1, 300, "2026-03-01T20:00:00Z", "2026-03-04T02:00:00Z");
    pipeline.deliver(trades);
    pipeline.runAt("2026-03-04T02:00:00Z");
    String handover = pipeline.handover();

    pipeline.recomputeAt("2026-03-04T02:10:00Z", "2026-03-01T00:00:00Z", "2026-03-09T00:00:00Z");

    assertThat(
            pipeline.list(
                "SELECT cardinality(dirty_hours) FROM ops.runs WHERE product = ?"
                    + " AND kind = 'recompute' AND status = 'done' ORDER BY run_id"))
        .hasSize(4)
        .startsWith("24", "24", "24");
    assertThat(pipeline.handover()).isEqualTo(handover);
    assertFinalSeconds(trades);
  }

  @Test
  void fiveThousandTradesInOneSecondAreCountedToTheLastDigit() throws Exception {
    List<Trade> trades = new ArrayList<>();
    for (int i = 1; i <= 5_000; i++) {
      trades.add(
          new Trade(
              pipeline.product(),
              i,
              at("2026-03-01T10:00:00Z").plusNanos(i * 199_000L),
              BigDecimal.valueOf(9_999_999_900_000_000L + i, 8),
              BigDecimal.valueOf(123_456_789_012L + i, i % 2 == 0 ? 12 : 0),
              i % 3 == 0 ? Side.BUY : Side.SELL));
    }
    pipeline.deliver(trades);

    pipeline.runAt("2026-03-01T10:30:00Z");

    assertThat(pipeline.marks(BarWidth.SECOND, "trades")).containsValue("5000");
    assertFinalSeconds(trades);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-03-08T04:30:00Z", "2026-11-01T03:30:00Z", "2024-02-28T22:30:00Z"})
  void rowsAreUtcWhereverTheMachineAndTheDatabaseAre(String from) throws Exception {
    TimeZone zone = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
    setZoneOfDatabase("SET timezone = 'America/New_York'");
    try {
      Instant start = at(from);
      Instant end = start.plus(Duration.ofHours(27));
      List<Trade> trades = market(1, 400, from, end.toString());
      pipeline.deliver(trades);
      pipeline.countInSpeed(trades);

      pipeline.runAt(start.plus(Duration.ofHours(20)).toString());
      pipeline.runAt(end.toString());

      for (BarWidth width : BarWidth.STORED) {
        assertThat(pipeline.bars(width)).isEqualTo(OracleBars.of(trades, width));
      }
      assertThat(pipeline.missingIds()).isEmpty();
    } finally {
      TimeZone.setDefault(zone);
      setZoneOfDatabase("RESET timezone");
    }
  }

  private void setZoneOfDatabase(String change) throws SQLException {
    try (Statement statement = pipeline.connection().createStatement()) {
      statement.execute("ALTER ROLE CURRENT_USER " + change);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-60, 60})
  void aClockThatIsOffByAMinuteOnlyMovesWhenRowsBecomeFinal(int seconds) throws Exception {
    List<Trade> trades = market(1, 600, "2026-03-01T10:00:00Z", "2026-03-01T11:00:00Z");
    int delivered = 0;
    for (Instant now : quarters()) {
      int known = (int) trades.stream().filter(t -> t.time().isBefore(now)).count();
      pipeline.deliver(trades.subList(delivered, known));
      delivered = known;
      pipeline.runAt(now.plusSeconds(seconds).toString());
      assertThat(at(pipeline.handover())).isBeforeOrEqualTo(now.minusSeconds(60));
    }

    assertThat(at(pipeline.handover())).isAfterOrEqualTo(at("2026-03-01T10:55:00Z"));
    assertFinalSeconds(trades);
    assertThat(
            pipeline.list(
                "SELECT array_to_string(dirty_hours, ',') FROM ops.runs WHERE product = ?"))
        .containsOnly("");
  }

  @Test
  void aPairThatNobodyTradesForAnHourStaysFinalUpToTheGiveUpTime() throws Exception {
    pipeline.deliver(market(1, 20, "2026-03-01T10:00:00Z", "2026-03-01T10:05:00Z"));
    pipeline.runAt("2026-03-01T10:30:00Z");
    assertThat(pipeline.handover()).isEqualTo("2026-03-01T10:18:00Z");
    pipeline.runAt("2026-03-01T11:15:00Z");
    assertThat(pipeline.handover()).isEqualTo("2026-03-01T11:03:00Z");

    pipeline.deliver(trade(21, "2026-03-01T11:15:30Z"));
    pipeline.runAt("2026-03-01T11:30:00Z");

    assertThat(pipeline.handover()).isEqualTo("2026-03-01T11:18:00Z");
    assertThat(pipeline.marks(BarWidth.SECOND, "complete")).doesNotContainValue("false");
  }

  private static List<Instant> quarters() {
    return IntStream.rangeClosed(1, 4)
        .mapToObj(i -> at("2026-03-01T10:00:00Z").plusSeconds(i * 900L))
        .toList();
  }

  private void assertFinalSeconds(List<Trade> trades) throws Exception {
    Instant handover = at(pipeline.handover());
    assertThat(pipeline.bars(BarWidth.SECOND).headMap(handover))
        .isNotEmpty()
        .isEqualTo(OracleBars.of(trades, BarWidth.SECOND).headMap(handover));
  }

  /** Appends a trade in a record with a time stamp of its own. */
  private void deliver(Trade trade, String timestamp) throws Exception {
    pipeline.deliverBytes(0, TradeJson.encode(new TradeMessage(trade, Origin.LIVE)), timestamp);
  }

  private List<Trade> market(long firstId, int count, String from, String to) {
    return Trades.between(pipeline.product(), firstId, count, from, to);
  }

  private Trade trade(long id, String time) {
    return Trades.trade(pipeline.product(), id, time, "80000", "1");
  }

  private static Instant at(String time) {
    return Instant.parse(time);
  }
}
