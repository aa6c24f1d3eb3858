package io.finsolutions.pipeline.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.bench.report.Report;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class PeersReportTest {
  @Test
  void onlyWhatWasMeasuredHasATable() {
    assertThat(report(new Findings())).doesNotContain("###");

    Findings found = new Findings();
    found.catchUps.put(
        Peer.FLINK,
        new CatchUp(
            Duration.ofSeconds(9),
            Duration.ofSeconds(30),
            90_000,
            12.5,
            1 << 29,
            new ComparedBars(15_000, 12, 0, 3_000_000)));
    assertThat(report(found))
        .contains("### Catching up with a backlog")
        .contains("| Flink SQL 1.20.3 | 9.00        | 90,000   | 30.00      | 12.50 ")
        .doesNotContain("### Faults")
        .doesNotContain("### From the topic");
  }

  @Test
  void tradesThatNobodySawHaveNoLatency() {
    Findings found = new Findings();
    found.latencies.put(
        Peer.REST, List.of(new Latency(2_000, 24_000, new Histogram(3), 0.05, 0.01, 1 << 26)));
    assertThat(report(found)).contains("| 2,000    | 24,000 | –      | –   | –   | 5.00 ");
  }

  @Test
  void aPeerThatNeverCameBackIsSaidToHaveNot() {
    Findings found = new Findings();
    found.faults.put(
        Peer.SPARK,
        new Faults(Optional.empty(), new ComparedBars(24, 24, 24, 2_400), Optional.empty(), 4_800));
    assertThat(report(found)).contains("never").contains("50.00");
  }

  private static String report(Findings found) {
    return PeersReport.add(new Report("What it means."), found, List.of(Peer.FLINK)).toString();
  }
}
