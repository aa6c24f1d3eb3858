package io.finsolutions.pipeline.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finsolutions.pipeline.batch.engine.Candles;
import io.finsolutions.pipeline.coinbase.Candle;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.Origin;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradeJson;
import io.finsolutions.pipeline.market.TradeMessage;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.FailedException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Servers.Shared.class)
class BatchLayerIT {
  private static SparkSession spark;

  private TestPipeline pipeline;

  @BeforeAll
  static void startSpark() {
    spark = BatchSession.start("batch layer test");
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
  void anEmptyTopicHasNothingToMakeFinal() throws Exception {
    pipeline.runAt("2026-03-01T10:00:00Z");

    assertThat(pipeline.handover()).isNull();
    assertThat(pipeline.latestRun("status")).isEqualTo("done");
    assertThat(pipeline.latestRun("bars")).isEqualTo("0");

    List<Trade> trades = market(1, 50, "2026-03-01T10:01:00Z", "2026-03-01T10:05:00Z");
    pipeline.deliver(trades);
    pipeline.countInSpeed(trades);
    pipeline.runAt("2026-03-01T10:06:00Z");

    assertThat(pipeline.handover()).isEqualTo("2026-03-01T10:04:00Z");
    assertViewsShow(trades);
  }

  @Test
  void theFirstRunMakesFinalWhatHasSettled() throws Exception {
    List<Trade> trades = market(1, 500, "2026-03-01T09:58:30Z", "2026-03-01T10:13:00Z");
    pipeline.deliver(trades);
    pipeline.countInSpeed(trades);

    pipeline.runAt("2026-03-01T10:13:30Z");

    assertThat(pipeline.handover()).isEqualTo("2026-03-01T10:11:00Z");
    assertViewsShow(trades);
    assertThat(pipeline.marks(BarWidth.SECOND, "layer").headMap(at("2026-03-01T10:11:00Z")))
        .isNotEmpty()
        .containsValue("batch")
        .doesNotContainValue("speed");
    assertThat(pipeline.marks(BarWidth.SECOND, "layer").tailMap(at("2026-03-01T10:11:00Z")))
        .isNotEmpty()
        .doesNotContainValue("batch");
    assertThat(pipeline.marks(BarWidth.MINUTE, "complete").headMap(at("2026-03-01T10:11:00Z")))
        .doesNotContainValue("false");
    assertThat(pipeline.latestRun("status")).isEqualTo("done");
    assertThat(pipeline.latestRun("speed_differences")).isEqualTo("0");
    assertThat(pipeline.latestRun("candle_differences")).isNull();
    assertThat(pipeline.latestRun("end_offsets")).isEqualTo("{\"0\": 500}");
  }

  @Test
  void theNextRunMovesTheHandOverAndWritesOnlyTheNewRange() throws Exception {
    List<Trade> trades = market(1, 400, "2026-03-01T10:00:00Z", "2026-03-01T10:20:00Z");
    pipeline.countInSpeed(trades);
    pipeline.deliver(trades.subList(0, 200));
    pipeline.runAt(trades.get(199).time().plusSeconds(1).toString());
    String firstHandover = pipeline.handover();
    SortedMap<Instant, Map<String, String>> first = pipeline.rows("batch.bars_1s");
    pipeline.deliver(trades.subList(200, 400));

    pipeline.runAt("2026-03-01T10:20:10Z");

    assertThat(pipeline.handover()).isEqualTo("2026-03-01T10:18:00Z").isGreaterThan(firstHandover);
    assertThat(pipeline.rows("batch.bars_1s").headMap(at(firstHandover))).isEqualTo(first);
    assertThat(pipeline.latestRun("cardinality(dirty_hours)")).isEqualTo("0");
    assertViewsShow(trades);
  }

  @Test
  void aRunWithNothingNewChangesNoRow() throws Exception {
    pipeline.deliver(market(1, 100, "2026-03-01T10:00:00Z", "2026-03-01T10:10:00Z"));
    pipeline.runAt("2026-03-01T10:10:00Z");
    Map<String, Object> before = pipeline.finalRows();

    pipeline.runAt("2026-03-01T10:10:01Z");

    assertThat(pipeline.finalRows()).isEqualTo(before);
    assertThat(pipeline.latestRun("bars")).isEqualTo("0");
  }

  @Test
  void duplicatesAndReorderingChangeNothing() throws Exception {
    List<Trade> trades = market(1, 300, "2026-03-01T10:00:00Z", "2026-03-01T10:15:00Z");
    List<Trade> delivered = new ArrayList<>(trades);
    delivered.addAll(trades.subList(50, 150));
    Collections.shuffle(delivered, new Random(7));
    pipeline.deliver(delivered);
    pipeline.countInSpeed(trades);

    pipeline.runAt("2026-03-01T10:15:00Z");
    pipeline.deliver(trades.subList(290, 300));
    pipeline.runAt("2026-03-01T10:18:00Z");

    assertThat(pipeline.missingIds()).isEmpty();
    assertViewsShow(trades);
  }

  @Test
  void ofTwoTradesWithOneIdTheFirstCounts() throws Exception {
    Trade first = trade(1, "2026-03-01T10:00:01Z");
    Trade other = Trades.trade(pipeline.product(), 1, "2026-03-01T10:00:02Z", "1", "1");
    pipeline.deliver(first, other, trade(2, "2026-03-01T10:02:00Z"));

    pipeline.runAt("2026-03-01T10:10:00Z");

    assertThat(pipeline.latestRun("duplicates")).isEqualTo("1");
    assertThat(pipeline.rows("batch.bars_1s")).containsOnlyKeys(at("2026-03-01T10:00:01Z"));
  }

  @Test
  void anIdInTwoPartitionsIsCountedOnce(Servers servers) throws Exception {
    try (TestPipeline wide = new TestPipeline(servers, spark, 3)) {
      List<Trade> trades =
          Trades.between(wide.product(), 1, 200, "2026-03-01T10:00:00Z", "2026-03-01T10:15:00Z");
      for (int i = 0; i < trades.size(); i++) {
        byte[] value = TradeJson.encode(new TradeMessage(trades.get(i), Origin.LIVE));
        wide.deliverBytes(i % 2, value, trades.get(i).time().toString());
        if (i % 5 == 0) {
          wide.deliverBytes((i + 1) % 2, value, trades.get(i).time().toString());
        }
      }
      wide.countInSpeed(trades);

      wide.runAt("2026-03-01T10:15:00Z");

      assertThat(wide.bars(BarWidth.SECOND)).isEqualTo(OracleBars.of(trades, BarWidth.SECOND));
      assertThat(wide.missingIds()).isEmpty();
    }
  }

  @Test
  void anOpenHoleHoldsBackTheHandOverUntilItIsFilled() throws Exception {
    List<Trade> trades = market(1, 600, "2026-03-01T10:00:00Z", "2026-03-01T10:20:00Z");
    List<Trade> hole = trades.subList(400, 420);
    pipeline.countInSpeed(trades);
    pipeline.deliver(trades.subList(0, 400));
    pipeline.deliver(trades.subList(420, 600));

    pipeline.runAt("2026-03-01T10:20:00Z");

    Instant before = BarWidth.MINUTE.startOf(trades.get(399).time());
    assertThat(pipeline.handover()).isEqualTo(before.toString());
    assertThat(pipeline.missingIds()).isEmpty();

    pipeline.deliver(hole);
    pipeline.runAt("2026-03-01T10:20:05Z");

    assertThat(pipeline.handover()).isEqualTo("2026-03-01T10:18:00Z");
    assertViewsShow(trades);
    assertThat(pipeline.marks(BarWidth.SECOND, "complete").headMap(at("2026-03-01T10:18:00Z")))
        .doesNotContainValue("false");
  }

  @Test
  void aHoleThatIsGivenUpIsSaidToBeThereUntilItsTradesTurnUp() throws Exception {
    List<Trade> trades = market(1, 900, "2026-03-01T10:30:00Z", "2026-03-01T11:30:00Z");
    List<Trade> hole = trades.subList(300, 310);
    List<Trade> without = without(trades, hole);
    pipeline.deliver(without);
    pipeline.countInSpeed(without);

    pipeline.runAt("2026-03-01T11:30:00Z");

    assertThat(pipeline.handover()).isEqualTo("2026-03-01T11:28:00Z");
    assertViewsShow(without);
    assertThat(pipeline.missingIds()).containsExactly("301-310");
    assertThat(pipeline.latestRun("missing_ids")).isEqualTo("{[301,311)}");
    Instant after = trades.get(299).time();
    Instant next = trades.get(310).time();
    for (BarWidth width : List.of(BarWidth.SECOND, BarWidth.MINUTE, BarWidth.HOUR)) {
      pipeline
          .marks(width, "complete")
          .headMap(width == BarWidth.HOUR ? at("2026-03-01T11:00:00Z") : at("2026-03-01T11:28:00Z"))
          .forEach(
              (start, complete) -> {
                boolean around =
                    !start.isBefore(width.startOf(after.minusSeconds(1)))
                        && !start.isAfter(width.startOf(next.plusSeconds(1)));
                assertThat(complete)
                    .as("completeness of the %s %s", width, start)
                    .isEqualTo(Boolean.toString(!around));
              });
    }

    pipeline.deliver(hole);
    pipeline.runAt("2026-03-01T11:31:00Z");

    assertThat(pipeline.missingIds()).isEmpty();
    assertViewsShow(trades);
    for (BarWidth width : List.of(BarWidth.SECOND, BarWidth.MINUTE, BarWidth.HOUR)) {
      assertThat(pipeline.list("SELECT complete FROM batch.bars_1" + letter(width) + ALL_OF_IT))
          .containsOnly("t");
    }
    assertThat(pipeline.latestRun("dirty_hours")).contains("2026-03-01 10:00:00");
  }

  @Test
  void whatIsLeftOfAHoleStaysMissing() throws Exception {
    List<Trade> trades = market(1, 300, "2026-03-01T10:00:00Z", "2026-03-01T10:30:00Z");
    pipeline.deliver(without(trades, trades.subList(100, 110)));
    pipeline.runAt("2026-03-01T10:30:00Z");
    String firstRun = pipeline.latestRun("run_id");

    pipeline.deliver(trades.subList(104, 106));
    pipeline.runAt("2026-03-01T10:31:00Z");

    assertThat(pipeline.missingIds()).containsExactly("101-104", "107-110");
    pipeline.deliver(trades.subList(100, 104));
    pipeline.runAt("2026-03-01T10:32:00Z");
    assertThat(pipeline.missingIds()).containsExactly("107-110");
    assertThat(pipeline.list("SELECT run_id FROM ops.missing_ids WHERE product = ?"))
        .doesNotContain(firstRun);
    assertFinalSeconds(without(trades, trades.subList(106, 110)));
  }

  @Test
  void anOutageThatShowsOnlyAfterTheHandOverCastsDoubtOnTheRowsBeforeIt() throws Exception {
    pipeline.deliver(market(1, 100, "2026-03-01T10:00:00Z", "2026-03-01T10:05:00Z"));
    pipeline.runAt("2026-03-01T10:30:00Z");
    assertThat(pipeline.handover()).isEqualTo("2026-03-01T10:18:00Z");
    assertThat(pipeline.marks(BarWidth.MINUTE, "complete")).doesNotContainValue("false");

    pipeline.deliver(market(151, 100, "2026-03-01T10:31:00Z", "2026-03-01T10:45:00Z"));
    pipeline.runAt("2026-03-01T10:45:00Z");

    assertThat(pipeline.missingIds()).containsExactly("101-150");
    assertThat(pipeline.marks(BarWidth.MINUTE, "complete").headMap(at("2026-03-01T10:10:00Z")))
        .containsEntry(at("2026-03-01T10:03:00Z"), "true")
        .containsEntry(at("2026-03-01T10:04:00Z"), "false");
    Map<String, Object> before = pipeline.finalRows();
    pipeline.runAt("2026-03-01T10:45:01Z");
    assertThat(pipeline.finalRows()).isEqualTo(before);
  }

  @Test
  void aLateTradeHasItsHourFoldedAgainAndNothingElseIsTouched() throws Exception {
    List<Trade> trades = market(1, 1_200, "2026-03-01T07:30:00Z", "2026-03-01T10:30:00Z");
    Trade late = trades.get(500);
    List<Trade> without = without(trades, List.of(late));
    pipeline.countInSpeed(trades);
    pipeline.deliver(without);
    pipeline.runAt("2026-03-01T10:30:00Z");
    Map<String, SortedMap<Instant, Map<String, String>>> before = finalTables();

    pipeline.deliver(late);
    pipeline.runAt("2026-03-01T10:30:01Z");

    Instant hour = BarWidth.HOUR.startOf(late.time());
    Instant end = hour.plus(BarWidth.HOUR.duration());
    assertThat(pipeline.latestRun("cardinality(dirty_hours)")).isEqualTo("1");
    Map<String, SortedMap<Instant, Map<String, String>>> after = finalTables();
    before.forEach(
        (table, rows) -> {
          assertThat(after.get(table).headMap(hour)).as(table).isEqualTo(rows.headMap(hour));
          assertThat(after.get(table).tailMap(end)).as(table).isEqualTo(rows.tailMap(end));
          assertThat(after.get(table).subMap(hour, end)).isNotEqualTo(rows.subMap(hour, end));
        });
    assertViewsShow(trades);
    assertThat(pipeline.missingIds()).isEmpty();

    pipeline.runAt("2026-03-01T10:30:02Z");

    assertThat(finalTables()).isEqualTo(after);
    assertThat(pipeline.missingIds()).isEmpty();
  }

  @Test
  void aTradeAppendedBetweenReadingAndSwappingIsFoundByTheNextRun() throws Exception {
    List<Trade> trades = market(1, 200, "2026-03-01T10:00:00Z", "2026-03-01T10:10:00Z");
    Trade late = trades.get(100);
    pipeline.countInSpeed(trades);
    pipeline.deliver(trades.subList(0, 100));
    pipeline.deliver(trades.subList(101, 200));
    pipeline.compareWith(during(() -> pipeline.deliver(late)));

    pipeline.runAt("2026-03-01T10:30:00Z");

    assertFinalSeconds(without(trades, List.of(late)));
    assertThat(pipeline.missingIds()).containsExactly("101-101");

    pipeline.compareWith(Candles.NONE);
    pipeline.runAt("2026-03-01T10:30:01Z");

    assertThat(pipeline.missingIds()).isEmpty();
    assertFinalSeconds(trades);
    assertViewsShow(trades);
  }

  @Test
  void aRunThatFailsChangesNoRowAndIsRecorded() throws Exception {
    pipeline.deliver(market(1, 100, "2026-03-01T10:00:00Z", "2026-03-01T10:05:00Z"));
    pipeline.runAt("2026-03-01T10:05:00Z");
    Map<String, Object> before = pipeline.finalRows();
    pipeline.deliver(market(101, 100, "2026-03-01T10:05:00Z", "2026-03-01T10:10:00Z"));
    pipeline.compareWith(
        range -> {
          throw new IllegalStateException("no such luck");
        });

    assertThatThrownBy(() -> pipeline.runAt("2026-03-01T10:10:00Z")).hasMessage("no such luck");

    assertThat(pipeline.finalRows()).isEqualTo(before);
    assertThat(pipeline.latestRun("status")).isEqualTo("failed");
    assertThat(pipeline.latestRun("error")).isEqualTo("no such luck");
    assertThat(pipeline.latestRun("finished_at")).isNotNull();

    pipeline.compareWith(Candles.NONE);
    pipeline.runAt("2026-03-01T10:10:00Z");
    assertThat(pipeline.handover()).isEqualTo("2026-03-01T10:08:00Z");
  }

  @Test
  void aRunThatLosesItsConnectionChangesNoRowAndIsRecorded() throws Exception {
    pipeline.deliver(market(1, 100, "2026-03-01T10:00:00Z", "2026-03-01T10:05:00Z"));
    pipeline.compareWith(
        during(
            () ->
                pipeline.list(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE application_name = 'batch ' || ?")));

    assertThatThrownBy(() -> pipeline.runAt("2026-03-01T10:05:00Z"))
        .hasCauseInstanceOf(SQLException.class)
        .hasMessageContaining("cannot lock the hand-over");

    assertThat(pipeline.rows("batch.bars_1s")).isEmpty();
    assertThat(pipeline.handover()).isNull();
    assertThat(pipeline.latestRun("status")).isEqualTo("failed");
    assertThat(pipeline.latestRun("error")).isNotBlank();
  }

  @Test
  void aRunThatWasKilledIsRecordedByTheNextOne() throws Exception {
    pipeline.execute("INSERT INTO ops.runs (product, kind) VALUES (?, 'scheduled')");

    pipeline.runAt("2026-03-01T10:05:00Z");

    assertThat(pipeline.list("SELECT status || error FROM ops.runs" + ALL_OF_IT))
        .contains("failedit was killed");
  }

  @Test
  void aSecondRunAtTheSameTimeSaysSoAndDoesNothing() throws Exception {
    pipeline.deliver(market(1, 100, "2026-03-01T10:00:00Z", "2026-03-01T10:05:00Z"));
    pipeline.compareWith(
        during(
            () ->
                assertThatThrownBy(() -> pipeline.runAt("2026-03-01T10:05:00Z"))
                    .isInstanceOf(FailedException.class)
                    .hasMessageContaining("another batch run")
                    .hasMessageContaining("is under way")));

    pipeline.runAt("2026-03-01T10:05:00Z");

    assertThat(pipeline.list("SELECT status FROM ops.runs" + ALL_OF_IT)).containsExactly("done");
  }

  @Test
  void aHandOverThatWasMovedDuringTheRunIsNotMovedAgain() throws Exception {
    pipeline.deliver(market(1, 100, "2026-03-01T10:00:00Z", "2026-03-01T10:05:00Z"));
    pipeline.runAt("2026-03-01T10:04:00Z");
    pipeline.compareWith(
        during(
            () ->
                pipeline.execute(
                    "UPDATE ops.handover SET handover = '2026-03-01T09:00:00Z'"
                        + " WHERE product = ?")));

    assertThatThrownBy(() -> pipeline.runAt("2026-03-01T10:10:00Z"))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("has moved");

    assertThat(pipeline.handover()).isEqualTo("2026-03-01T09:00:00Z");
    assertThat(pipeline.latestRun("status")).isEqualTo("failed");
  }

  @Test
  void minutesHoursAndDaysFillUpOverManyRuns() throws Exception {
    List<Trade> trades = market(1, 2_000, "2026-02-28T21:40:00Z", "2026-03-01T02:10:00Z");
    Trade late = trades.get(700);
    List<Trade> delivered = new ArrayList<>();
    int next = 0;
    for (String now :
        List.of(
            "2026-02-28T22:30:00Z",
            "2026-02-28T23:59:59Z",
            "2026-03-01T00:02:00Z",
            "2026-03-01T00:31:00Z",
            "2026-03-01T02:12:00Z")) {
      List<Trade> batch = new ArrayList<>();
      while (next < trades.size() && trades.get(next).time().isBefore(at(now))) {
        batch.add(trades.get(next++));
      }
      boolean held = batch.remove(late);
      pipeline.deliver(batch);
      delivered.addAll(batch);
      if (!held && !delivered.contains(late) && late.time().isBefore(at(now))) {
        pipeline.deliver(late);
        delivered.add(late);
      }
      pipeline.countInSpeed(delivered);

      pipeline.runAt(now);

      assertViewsShow(delivered);
    }
    assertThat(delivered).hasSize(2_000);
    assertThat(pipeline.handover()).isEqualTo("2026-03-01T02:09:00Z");
    assertThat(pipeline.rows("batch.bars_1d")).containsOnlyKeys(at("2026-02-28T00:00:00Z"));
    assertThat(pipeline.rows("batch.bars_1h")).hasSize(5);
    assertThat(pipeline.list("SELECT count(*) FROM batch.bars_1s_202602" + ALL_OF_IT))
        .doesNotContain("0");
    assertThat(pipeline.list("SELECT count(*) FROM batch.bars_1s_default" + ALL_OF_IT))
        .containsExactly("0");
  }

  @Test
  void speedRowsThatDifferAreNoted() throws Exception {
    List<Trade> trades = market(1, 100, "2026-03-01T10:00:00Z", "2026-03-01T10:05:00Z");
    pipeline.deliver(trades);
    pipeline.countInSpeed(trades);
    pipeline.execute(
        "UPDATE speed.bars_1s SET high = high + 1 WHERE product = ? AND start ="
            + " (SELECT min(start) FROM speed.bars_1s s WHERE s.product = bars_1s.product)");

    pipeline.runAt("2026-03-01T10:05:00Z");

    assertThat(pipeline.latestRun("speed_differences")).isEqualTo("1");
    assertThat(
            pipeline.list(
                "SELECT field || ' ' || (other_value::numeric - batch_value::numeric)"
                    + " FROM ops.differences"
                    + ALL_OF_IT))
        .hasSize(1)
        .first()
        .asString()
        .matches("high 1(\\.0+)?");
    assertViewsShow(trades);
  }

  @Test
  void candlesThatDifferAreCounted() throws Exception {
    pipeline.deliver(
        Trades.trade(pipeline.product(), 1, "2026-03-01T10:00:10Z", "80000", "1"),
        Trades.trade(pipeline.product(), 2, "2026-03-01T10:01:10Z", "80001", "2"),
        Trades.trade(pipeline.product(), 3, "2026-03-01T10:04:10Z", "80001", "2"));
    pipeline.compareWith(
        range ->
            Optional.of(
                List.of(
                    candle("2026-03-01T10:00:00Z", "80000", "1.5"),
                    candle("2026-03-01T10:01:00Z", "80001", "2.00"),
                    candle("2026-03-01T10:02:00Z", "80001", "1"))));

    pipeline.runAt("2026-03-01T10:05:00Z");

    assertThat(pipeline.latestRun("candle_differences")).isEqualTo("2");
    assertThat(
            pipeline.list(
                "SELECT compared_with || ' ' || field || ' ' || coalesce(batch_value, '-') || ' '"
                    + " || other_value FROM ops.differences"
                    + ALL_OF_IT
                    + " AND compared_with = 'candles' ORDER BY start"))
        .containsExactly("candles base_volume 1 1.5", "candles row - present");
  }

  @Test
  void recomputingFindsTheSameAndWritesNoRowAgain() throws Exception {
    List<Trade> trades = market(1, 600, "2026-03-01T09:00:00Z", "2026-03-01T11:03:00Z");
    pipeline.deliver(trades);
    pipeline.runAt("2026-03-01T11:02:00Z");
    String checksum = pipeline.latestRun("checksum");
    String firstRun = pipeline.latestRun("run_id");
    assertThat(pipeline.handover()).isEqualTo("2026-03-01T11:00:00Z");
    SortedMap<Instant, Map<String, String>> before = pipeline.bars(BarWidth.SECOND);

    pipeline.recomputeAt("2026-03-01T11:10:00Z", "2026-03-01T09:15:00Z", "2026-03-01T10:20:00Z");

    assertThat(pipeline.latestRun("kind")).isEqualTo("recompute");
    assertThat(pipeline.latestRun("checksum")).isEqualTo(checksum);
    assertThat(pipeline.bars(BarWidth.SECOND)).isEqualTo(before);
    assertThat(pipeline.latestRun("bars")).isEqualTo("0");
    for (BarWidth width : List.of(BarWidth.SECOND, BarWidth.MINUTE, BarWidth.HOUR)) {
      assertThat(pipeline.marks(width, "run_id").values()).containsOnly(firstRun);
    }
    assertThat(pipeline.handover()).isEqualTo("2026-03-01T11:00:00Z");
  }

  @Test
  void recomputingMendsRowsThatSomebodyHasBroken() throws Exception {
    List<Trade> trades = market(1, 600, "2026-03-01T09:00:00Z", "2026-03-01T11:03:00Z");
    pipeline.deliver(trades);
    pipeline.countInSpeed(trades);
    pipeline.runAt("2026-03-01T11:02:30Z");
    pipeline.execute("UPDATE batch.bars_1s SET high = high * 2 WHERE product = ?");
    pipeline.execute("DELETE FROM batch.bars_1m WHERE product = ?");
    pipeline.execute("DELETE FROM batch.bars_1h WHERE product = ?");
    pipeline.execute(
        "DELETE FROM batch.bars_1s WHERE product = ? AND start < '2026-03-01T09:20:00Z'");

    pipeline.recomputeAt("2026-03-01T11:10:00Z", "2026-03-01T09:00:00Z", "2026-03-01T11:00:00Z");

    assertViewsShow(trades);
  }

  @Test
  void whatIsNotFinalIsNotRecomputed() throws Exception {
    assertThatThrownBy(
            () ->
                pipeline.recomputeAt(
                    "2026-03-01T11:10:00Z", "2026-03-01T09:00:00Z", "2026-03-01T10:00:00Z"))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("is final yet");
    pipeline.deliver(market(1, 100, "2026-03-01T10:00:00Z", "2026-03-01T10:05:00Z"));
    pipeline.runAt("2026-03-01T10:05:00Z");

    assertThatThrownBy(
            () ->
                pipeline.recomputeAt(
                    "2026-03-01T11:10:00Z", "2026-03-01T11:00:00Z", "2026-03-01T12:00:00Z"))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("is final up to 2026-03-01T10:03:00Z");
  }

  @Test
  void whatIsNoTradeOfTheProductIsPassedOver() throws Exception {
    List<Trade> trades = market(1, 100, "2026-03-01T10:00:00Z", "2026-03-01T10:10:00Z");
    pipeline.deliver(trades.subList(0, 50));
    pipeline.deliverBytes(0, "{\"v\":1".getBytes(StandardCharsets.UTF_8), "2026-03-01T10:05:00Z");
    pipeline.deliverBytes(0, null, "2026-03-01T10:05:00Z");
    pipeline.deliver(
        Trades.trade(new TradingPair("ETH", "USD"), 51, "2026-03-01T10:05:00Z", "1", "1"),
        Trades.trade(pipeline.product(), 101, "2026-03-01T10:12:00.000001Z", "1", "1"),
        Trades.trade(pipeline.product(), 9_999, "2026-03-01T10:55:00Z", "1", "1"));
    pipeline.deliver(trades.subList(50, 100));
    pipeline.countInSpeed(trades);

    pipeline.runAt("2026-03-01T10:10:00Z");

    assertThat(pipeline.handover()).isEqualTo("2026-03-01T10:08:00Z");
    assertThat(pipeline.missingIds()).isEmpty();
    assertViewsShow(trades);
  }

  @Test
  void finalRowsStayIfTheTopicHasLostTheirTrades() throws Exception {
    List<Trade> trades = market(1, 600, "2026-03-01T09:00:00Z", "2026-03-01T10:40:00Z");
    pipeline.deliver(trades);
    pipeline.runAt("2026-03-01T10:30:00Z");
    Map<String, Object> before = pipeline.finalRows();
    pipeline.makeTopicAnew();
    List<Trade> left =
        trades.stream().filter(t -> t.time().isAfter(at("2026-03-01T10:20:00Z"))).toList();
    pipeline.deliver(left);
    pipeline.deliver(trades.get(10));

    pipeline.runAt("2026-03-01T10:30:01Z");

    assertThat(pipeline.finalRows()).isEqualTo(before);
    assertThatThrownBy(
            () ->
                pipeline.recomputeAt(
                    "2026-03-01T10:31:00Z", "2026-03-01T09:00:00Z", "2026-03-01T10:00:00Z"))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("does not have all trades");
    assertThat(pipeline.finalRows()).isEqualTo(before);

    pipeline.runAt("2026-03-01T10:42:00Z");
    assertThat(pipeline.handover()).isEqualTo("2026-03-01T10:39:00Z");
    assertFinalSeconds(
        trades.stream().filter(t -> t.time().isBefore(at("2026-03-01T10:39:00Z"))).toList());
  }

  @Test
  void aTradeWhoseHourTheTopicDoesNotHaveAnyMoreStaysMissing(Servers servers) throws Exception {
    List<Trade> trades = market(1, 600, "2026-03-01T09:00:00Z", "2026-03-01T10:40:00Z");
    List<Trade> hole = trades.subList(100, 103);
    pipeline.deliver(without(trades, hole));
    pipeline.runAt("2026-03-01T10:42:00Z");
    Map<String, Object> before = pipeline.finalRows();
    assertThat(pipeline.missingIds()).containsExactly("101-103");
    servers.removeRecordsBefore(pipeline.topic(), 50);
    pipeline.deliver(hole);

    pipeline.runAt("2026-03-01T10:42:01Z");
    pipeline.runAt("2026-03-01T10:42:02Z");

    assertThat(pipeline.finalRows()).isEqualTo(before);
    assertThatThrownBy(
            () ->
                pipeline.recomputeAt(
                    "2026-03-01T10:43:00Z", "2026-03-01T09:30:00Z", "2026-03-01T10:00:00Z"))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("does not reach back to 2026-03-01T09:00:00Z");
  }

  private static final String ALL_OF_IT = " WHERE product = ?";

  private interface Act {
    void run() throws Exception;
  }

  /** Candles that are never there, and are asked for when trades are read and not yet in place. */
  private static Candles during(Act act) {
    return range -> {
      try {
        act.run();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      return Optional.empty();
    };
  }

  private void assertViewsShow(List<Trade> trades) throws Exception {
    for (BarWidth width : BarWidth.STORED) {
      assertThat(pipeline.bars(width))
          .as("bars of one %s", width)
          .isEqualTo(OracleBars.of(trades, width));
    }
  }

  /** What is final, and no speed row beside it. */
  private void assertFinalSeconds(List<Trade> trades) throws Exception {
    SortedMap<Instant, Map<String, String>> bars = pipeline.bars(BarWidth.SECOND);
    Instant handover = at(pipeline.handover());
    assertThat(bars.headMap(handover))
        .isEqualTo(OracleBars.of(trades, BarWidth.SECOND).headMap(handover));
  }

  private Map<String, SortedMap<Instant, Map<String, String>>> finalTables() throws Exception {
    Map<String, SortedMap<Instant, Map<String, String>>> tables = new HashMap<>();
    for (String table : List.of("batch.bars_1s", "batch.bars_1m", "batch.bars_1h")) {
      tables.put(table, pipeline.rows(table));
    }
    return tables;
  }

  private List<Trade> market(long firstId, int count, String from, String to) {
    return Trades.between(pipeline.product(), firstId, count, from, to);
  }

  private Trade trade(long id, String time) {
    return Trades.trade(pipeline.product(), id, time, "80000", "1");
  }

  private static List<Trade> without(List<Trade> trades, List<Trade> missing) {
    List<Trade> rest = new ArrayList<>(trades);
    rest.removeAll(missing);
    return rest;
  }

  private static Candle candle(String start, String price, String volume) {
    BigDecimal every = new BigDecimal(price);
    return new Candle(at(start), every, every, every, every, new BigDecimal(volume));
  }

  private static String letter(BarWidth width) {
    return width.name().substring(0, 1).toLowerCase();
  }

  private static Instant at(String time) {
    return Instant.parse(time);
  }
}
