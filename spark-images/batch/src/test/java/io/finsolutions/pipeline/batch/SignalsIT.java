package io.finsolutions.pipeline.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarFold;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.signals.Signal;
import io.finsolutions.pipeline.signals.Strategies;
import io.finsolutions.pipeline.signals.Strategy;
import io.finsolutions.pipeline.store.BarStore;
import io.finsolutions.pipeline.store.StoredBar;
import io.finsolutions.pipeline.store.StoredSignal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The signals that are stored are those of the final bars that are stored. */
@ExtendWith(Servers.Shared.class)
class SignalsIT {
  private static final List<BarWidth> WIDTHS =
      Arrays.stream(BarWidth.values()).filter(width -> width != BarWidth.SECOND).toList();

  private static SparkSession spark;

  private TestPipeline pipeline;

  @BeforeAll
  static void startSpark() {
    spark = BatchSession.start("signals test");
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
  void thereIsOneAtTheEndOfEachFinalBarWhateverWasFinalFirst() throws Exception {
    List<Trade> trades = market(3_000, "2026-03-01T09:00:00Z", "2026-03-03T00:30:00Z");
    Trade late = trades.get(700);
    Trade later = trades.get(1_900);
    List<Trade> delivered = new ArrayList<>(trades);
    delivered.removeAll(List.of(late, later));
    pipeline.deliver(delivered.subList(0, 2_000));
    pipeline.runAt(delivered.get(1_999).time().toString());
    assertThat(pipeline.signals(BarWidth.MINUTE)).hasSizeGreaterThan(500);
    assertSignalsAreThoseOfTheFinalBars();

    pipeline.deliver(delivered.subList(2_000, delivered.size()));
    pipeline.runAt("2026-03-03T00:32:00Z");
    assertThat(pipeline.signals(BarWidth.DAY)).hasSize(2);
    assertSignalsAreThoseOfTheFinalBars();
    List<Signal> before = signals(BarWidth.MINUTE);

    pipeline.deliver(late, later);
    pipeline.runAt("2026-03-03T00:32:01Z");
    assertThat(pipeline.latestRun("cardinality(dirty_hours)")).isEqualTo("2");
    assertSignalsAreThoseOfTheFinalBars();
    // A signal looks back on 42 minutes with a trade: some behind the hour are others now.
    Instant behind =
        BarWidth.HOUR.startOf(late.time()).plus(BarWidth.HOUR.duration()).plusSeconds(60);
    assertThat(signals(BarWidth.MINUTE)).isNotEqualTo(before);
    assertThat(pipeline.signals(BarWidth.MINUTE))
        .filteredOn(stored -> stored.runId() == run() && stored.signal().time().equals(behind))
        .hasSize(1);
  }

  @Test
  void aRunWithNothingNewAndOneThatIsAskedForAgainChangeNone() throws Exception {
    pipeline.deliver(market(1_000, "2026-03-01T09:00:00Z", "2026-03-01T15:10:00Z"));
    pipeline.runAt("2026-03-01T15:12:00Z");
    Map<String, Object> before = pipeline.finalRows();
    List<Signal> signals = signals(BarWidth.FIVE_MINUTES);

    pipeline.runAt("2026-03-01T15:12:01Z");
    assertThat(pipeline.finalRows()).isEqualTo(before);

    pipeline.recomputeAt("2026-03-01T15:13:00Z", "2026-03-01T10:00:00Z", "2026-03-01T12:00:00Z");
    assertThat(signals(BarWidth.FIVE_MINUTES)).isEqualTo(signals);
    assertThat(pipeline.signals(BarWidth.FIVE_MINUTES)).anyMatch(stored -> stored.runId() == run());
    assertSignalsAreThoseOfTheFinalBars();
  }

  @Test
  void signalsOfAnotherFormulaStayAndNewOnesComeBesideThem() throws Exception {
    pipeline.deliver(market(400, "2026-03-01T09:00:00Z", "2026-03-01T11:10:00Z"));
    pipeline.runAt("2026-03-01T11:12:00Z");
    List<StoredSignal> before = pipeline.signals(BarWidth.FIVE_MINUTES);

    pipeline.judgeBy("mean-reversion/1:span=5");
    pipeline.recomputeAt("2026-03-01T11:13:00Z", "2026-03-01T10:00:00Z", "2026-03-01T11:00:00Z");

    assertThat(pipeline.signals(BarWidth.FIVE_MINUTES))
        .containsAll(before)
        .filteredOn(stored -> stored.runId() == run())
        .isNotEmpty()
        .allMatch(stored -> stored.signal().formula().equals("mean-reversion/1:span=5"));
  }

  /** Each by all final bars before it, one after the other. */
  private void assertSignalsAreThoseOfTheFinalBars() throws Exception {
    Strategy strategy = Strategies.of(Strategies.DEFAULT_FORMULA);
    for (BarWidth width : WIDTHS) {
      List<Bar> bars = finalBars(width);
      List<Signal> expected = new ArrayList<>();
      for (int end = 1; end <= bars.size(); end++) {
        expected.add(strategy.judge(bars.subList(0, end)));
      }
      assertThat(signals(width)).as(width.label()).isEqualTo(expected);
    }
  }

  private List<Bar> finalBars(BarWidth width) throws SQLException {
    Instant end = width.startOf(Instant.parse(pipeline.handover()));
    BarFold bars = new BarFold(width);
    new BarStore(pipeline.connection())
        .bars(pipeline.product(), BarWidth.SECOND, Instant.EPOCH, end, 1_000_000).stream()
            .map(StoredBar::bar)
            .forEach(bars::add);
    return bars.bars();
  }

  private List<Signal> signals(BarWidth width) throws SQLException {
    return pipeline.signals(width).stream().map(StoredSignal::signal).toList();
  }

  private long run() {
    try {
      return Long.parseLong(pipeline.latestRun("run_id"));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private List<Trade> market(int count, String from, String to) {
    return Trades.between(pipeline.product(), 1, count, from, to);
  }
}
