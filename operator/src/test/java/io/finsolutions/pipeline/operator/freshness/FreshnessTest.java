package io.finsolutions.pipeline.operator.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.operator.api.BatchRunStatus;
import io.finsolutions.pipeline.operator.api.FreshnessStatus;
import io.finsolutions.pipeline.operator.freshness.Look.Problem;
import io.finsolutions.pipeline.operator.freshness.Look.ProducerView;
import io.finsolutions.pipeline.operator.status.Finding;
import io.finsolutions.pipeline.operator.status.Reason;
import io.finsolutions.pipeline.store.PipelineStatus;
import io.finsolutions.pipeline.store.PipelineStatus.LatestRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FreshnessTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00.500Z");
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(1));

  @Test
  void nobodyKnowsBeforeSomebodyHasLooked() {
    Finding finding = Freshness.judge(Optional.empty(), LONG_AGO, NOW);

    assertThat(finding.holds()).isNull();
    assertThat(finding.reason()).isEqualTo(Reason.UNKNOWN);
  }

  @Test
  void nobodyKnowsWhileTheDatabaseDoesNotAnswer() {
    Look look =
        new Look(
            NOW,
            Optional.empty(),
            Optional.of(new Problem("connection refused", false)),
            Optional.empty(),
            Map.of());

    Finding finding = judge(look);

    assertThat(finding.holds()).isNull();
    assertThat(finding.message()).contains("connection refused");
  }

  @Test
  void withoutARowNothingIsFresh() {
    assertThat(judge(look(Optional.empty(), Optional.empty())).reason())
        .isEqualTo(Reason.NO_ROWS_YET);
    assertThat(judge(look(Optional.of(rows(null, NOW)), Optional.empty())).reason())
        .isEqualTo(Reason.NO_ROWS_YET);
  }

  @Test
  void rowsThatKeepUpWithTheProducerAreFresh() {
    Finding finding = judge(look(secondsAgo(2), Duration.ofSeconds(1)));

    assertThat(finding.isTrue()).isTrue();
    assertThat(finding.reason()).isEqualTo(Reason.FRESH);
  }

  @Test
  void rowsOfAQuietPairAreFresh() {
    assertThat(judge(look(secondsAgo(600), Duration.ofSeconds(600))).isTrue()).isTrue();
  }

  @Test
  void rowsMayBeHalfAMinuteBehindTheProducerAndNoMore() {
    Duration lag = Duration.ofSeconds(10);

    assertThat(judge(look(secondsAgo(40), lag)).reason()).isEqualTo(Reason.FRESH);
    assertThat(judge(look(secondsAgo(41), lag)).reason()).isEqualTo(Reason.ROWS_STALE);
  }

  @Test
  void whatTheProducerDoesNotSayIsNotHeldAgainstTheRows() {
    Look noAnswer = look(Optional.of(rows(secondsAgo(600), NOW)), Optional.empty());
    Look noTrade =
        look(
            Optional.of(rows(secondsAgo(600), NOW)),
            Optional.of(new ProducerView(0, Optional.empty())));

    assertThat(judge(noAnswer).isTrue()).isTrue();
    assertThat(judge(noTrade).isTrue()).isTrue();
  }

  @Test
  void rowsAreFinalWithinHalfAnHour() {
    Look inTime = look(Optional.of(rows(NOW, NOW.minusSeconds(1_800))), Optional.empty());
    Look late = look(Optional.of(rows(NOW, NOW.minusSeconds(1_801))), Optional.empty());

    assertThat(judge(inTime).reason()).isEqualTo(Reason.FRESH);
    assertThat(judge(late).reason()).isEqualTo(Reason.FINAL_ROWS_STALE);
    assertThat(judge(late).message()).contains("the newest final row is over 30 min old");
  }

  @Test
  void aNewPairHasHalfAnHourForItsFirstFinalRow() {
    Look look = look(Optional.of(rows(NOW, null)), Optional.empty());

    assertThat(Freshness.judge(Optional.of(look), NOW.minusSeconds(1_800), NOW).isTrue()).isTrue();
    Finding late = Freshness.judge(Optional.of(look), NOW.minusSeconds(1_801), NOW);
    assertThat(late.reason()).isEqualTo(Reason.FINAL_ROWS_STALE);
    assertThat(late.message()).contains("no row has become final in over 30 min");
  }

  @Test
  void theStatusSaysWhatTheDatabaseAndTheProducerSay() {
    LatestRun run =
        new LatestRun(
            7,
            "failed",
            NOW.minusSeconds(60),
            Optional.of(NOW),
            Optional.of("no space"),
            OptionalLong.of(0),
            OptionalLong.empty());
    PipelineStatus rows =
        new PipelineStatus(
            TradingPair.parse("BTC-USD"),
            Optional.of(NOW.minusSeconds(600)),
            Optional.empty(),
            Optional.empty(),
            Optional.of(NOW),
            Optional.of(NOW),
            3,
            0,
            Optional.of(run));
    Look look = look(Optional.of(rows), Optional.of(new ProducerView(2, Optional.empty())));

    assertThat(Freshness.status(null, Optional.of(look)))
        .isEqualTo(
            new FreshnessStatus(
                "2026-01-01T12:00:00Z",
                "2026-01-01T11:50:00Z",
                2L,
                3L,
                new BatchRunStatus(
                    7L,
                    "failed",
                    "2026-01-01T11:59:00Z",
                    "2026-01-01T12:00:00Z",
                    "no space",
                    0L,
                    null)));
  }

  @Test
  void aLookThatShowsNothingLeavesTheStatusAsItWas() {
    FreshnessStatus before = new FreshnessStatus("2026-01-01T00:00:00Z", null, 0L, 0L, null);
    Look failed =
        new Look(
            NOW,
            Optional.empty(),
            Optional.of(new Problem("refused", true)),
            Optional.empty(),
            Map.of());

    assertThat(Freshness.status(before, Optional.empty())).isSameAs(before);
    assertThat(Freshness.status(before, Optional.of(failed))).isSameAs(before);
  }

  @Test
  void aNewerRowAloneIsWrittenEachMinuteOnly() {
    FreshnessStatus before = statusWhenNewestRowWas(NOW);

    assertThat(status(before, NOW.plusSeconds(59))).isSameAs(before);
    assertThat(status(before, NOW.plusSeconds(60)).newestRowAt()).isEqualTo("2026-01-01T12:01:00Z");
  }

  @Test
  void anythingElseIsWrittenAtOnceAndTheNewestRowWithIt() {
    FreshnessStatus before = statusWhenNewestRowWas(NOW);
    Look look =
        look(
            Optional.of(rows(NOW.plusSeconds(5), NOW.minusSeconds(600))),
            Optional.of(new ProducerView(1, Optional.empty())));

    FreshnessStatus after = Freshness.status(before, Optional.of(look));

    assertThat(after.openHoles()).isEqualTo(1);
    assertThat(after.newestRowAt()).isEqualTo("2026-01-01T12:00:05Z");
  }

  private static FreshnessStatus statusWhenNewestRowWas(Instant time) {
    return status(null, time);
  }

  private static FreshnessStatus status(FreshnessStatus before, Instant newestRow) {
    return Freshness.status(
        before,
        Optional.of(look(Optional.of(rows(newestRow, NOW.minusSeconds(600))), Optional.empty())));
  }

  private static Finding judge(Look look) {
    return Freshness.judge(Optional.of(look), LONG_AGO, NOW);
  }

  private static Look look(Instant latestTrade, Duration feedLag) {
    return look(
        Optional.of(rows(latestTrade, NOW)),
        Optional.of(new ProducerView(0, Optional.of(feedLag))));
  }

  private static Look look(Optional<PipelineStatus> rows, Optional<ProducerView> producer) {
    return new Look(NOW, rows, Optional.empty(), producer, Map.of());
  }

  private static PipelineStatus rows(Instant latestTrade, Instant handover) {
    return new PipelineStatus(
        TradingPair.parse("BTC-USD"),
        Optional.ofNullable(handover),
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(latestTrade),
        Optional.ofNullable(latestTrade),
        0,
        0,
        Optional.empty());
  }

  private static Instant secondsAgo(long seconds) {
    return NOW.minusSeconds(seconds);
  }
}
