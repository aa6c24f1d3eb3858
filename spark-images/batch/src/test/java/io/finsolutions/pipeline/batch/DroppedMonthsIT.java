package io.finsolutions.pipeline.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finsolutions.pipeline.batch.engine.FinalStore;
import io.finsolutions.pipeline.batch.postgres.PostgresFinalStores;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.service.FailedException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs go on behind months whose rows are older than they are kept. */
@ExtendWith(Servers.Shared.class)
class DroppedMonthsIT {
  private static final Duration TWO_DAYS = Duration.ofDays(2);
  private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

  private static SparkSession spark;

  private Servers servers;
  private TestPipeline pipeline;

  @BeforeAll
  static void startSpark() {
    spark = BatchSession.start("dropped months test");
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @BeforeEach
  void begin(Servers shared) throws Exception {
    servers = shared;
    pipeline = new TestPipeline(servers, spark);
  }

  @AfterEach
  void end() throws Exception {
    pipeline.close();
  }

  @Test
  void aTradeThatTurnsUpInADroppedMonthIsInNoRowAndTheMonthIsNotMadeAgain() throws Exception {
    // Late are one before all others, one between them, and one at the end of the month.
    List<Trade> trades = new ArrayList<>(market(10, 50, "2026-01-20T10:00:00Z"));
    List<Trade> late =
        List.of(
            Trades.trade(pipeline.product(), 5, "2026-01-20T08:00:00Z", "80000", "1"),
            trades.remove(19),
            Trades.trade(pipeline.product(), 60, "2026-01-20T12:00:00Z", "80000", "1"));
    trades.addAll(market(62, 50, "2026-03-01T00:10:00Z"));
    pipeline.deliver(trades);
    pipeline.runAt("2026-03-05T10:00:00Z");
    assertThat(pipeline.missingIds()).containsExactly("29-29", "60-61");
    var seconds = pipeline.rows("batch.bars_1s");

    pipeline.dropRowsAt("2026-03-05T10:00:00Z", TWO_DAYS);

    assertThat(pipeline.missingIds()).containsExactly("60-61");
    assertThat(pipeline.rows("batch.bars_1s")).isNotEmpty().isEqualTo(seconds.tailMap(MARCH));
    Map<String, Object> kept = pipeline.finalRows();
    pipeline.deliver(late);
    pipeline.runAt("2026-03-05T10:00:30Z");
    assertThat(pipeline.latestRun("status")).isEqualTo("done");
    assertThat(pipeline.finalRows()).isEqualTo(kept);

    assertThatThrownBy(
            () ->
                pipeline.recomputeAt(
                    "2026-03-05T10:01:00Z", "2026-01-20T10:00:00Z", "2026-01-20T11:00:00Z"))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("write --from=2026-03-01T00:00:00Z or later");
    pipeline.recomputeAt("2026-03-05T10:01:00Z", "2026-03-01T00:00:00Z", "2026-03-01T01:00:00Z");
    assertThat(pipeline.latestRun("status")).isEqualTo("done");
  }

  @Test
  void aPairThatNobodyTradedForMonthsKeepsItsLastRowsAndKnowsWhatIsMissingBehindThem()
      throws Exception {
    pipeline.deliver(market(1, 50, "2026-01-20T10:00:00Z"));
    pipeline.runAt("2026-01-20T11:00:00Z");
    Map<String, Object> before = pipeline.finalRows();

    pipeline.dropRowsAt("2026-06-01T10:00:00Z", TWO_DAYS);

    assertThat(pipeline.finalRows()).isEqualTo(before);
    pipeline.deliver(market(53, 50, "2026-06-01T10:00:00Z"));
    pipeline.runAt("2026-06-01T11:00:00Z");
    assertThat(pipeline.missingIds()).containsExactly("51-52");
  }

  @Test
  void rowsStayWhileAnotherRunIsUnderWay() throws Exception {
    pipeline.deliver(market(1, 50, "2026-01-20T10:00:00Z"));
    pipeline.deliver(market(51, 50, "2026-03-01T00:10:00Z"));
    pipeline.runAt("2026-03-05T10:00:00Z");
    Map<String, Object> before = pipeline.finalRows();

    try (FinalStore other =
            new PostgresFinalStores(servers.database(), pipeline.product()).connect();
        FinalStore.Lock lock = other.lock()) {
      assertThat(lock).isNotNull();
      pipeline.dropRowsAt("2026-03-05T10:00:00Z", TWO_DAYS);
      assertThat(pipeline.finalRows()).isEqualTo(before);
    }

    pipeline.dropRowsAt("2026-03-05T10:00:00Z", TWO_DAYS);
    assertThat(pipeline.rows("batch.bars_1s").firstKey()).isAfter(MARCH);
  }

  private List<Trade> market(long firstId, int count, String from) {
    String to = Instant.parse(from).plus(Duration.ofMinutes(30)).toString();
    return Trades.between(pipeline.product(), firstId, count, from, to);
  }
}
