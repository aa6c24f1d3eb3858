package io.finsolutions.pipeline.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.local.Rows;
import io.finsolutions.pipeline.local.view.PipelineSnapshot;
import io.finsolutions.pipeline.local.view.PipelineSnapshot.Addresses;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.store.PipelineStatus;
import io.finsolutions.pipeline.store.PipelineStatus.LatestRun;
import io.finsolutions.pipeline.store.StoredBar;
import io.finsolutions.pipeline.verify.Difference;
import io.finsolutions.pipeline.verify.Verification;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RunSummaryTest {
  private static final Instant START = Instant.parse("2026-11-22T18:31:00Z");

  private final RunFigures figures = new RunFigures(START);

  @Test
  void aSoundRunHasNoProblem() {
    figures.countDelaysFrom(START);
    figures.add(snapshot(run("done", 0), 100, 200, 300));

    RunSummary summary = new RunSummary(figures, verification(60, List.of()), 0);

    assertThat(summary.problems()).isEmpty();
    assertThat(summary.table())
        .contains(
            "delay p50, ms                         200",
            "delay p99, ms                         300");
  }

  @Test
  void eachThingThatIsWrongIsAProblem() {
    figures.add(snapshot(run("failed", 2), 100));
    var difference = new Difference(BarWidth.SECOND, START, "trades is 5 and should be 4");

    RunSummary summary = new RunSummary(figures, verification(0, List.of(difference)), 0);

    assertThat(summary.problems())
        .containsExactly(
            "row second 2026-11-22T18:31:00Z trades is 5 and should be 4",
            "no row has become final",
            "batch run 1 failed: why",
            "the final rows differ from the speed rows in 2 fields");
  }

  @Test
  void rowsOfThePastHaveNoDelayThatCounts() {
    figures.countDelaysFrom(START.plusSeconds(1));

    figures.add(snapshot(run("done", 0), 100, 200));

    assertThat(figures.delayMillis(0.5)).isEqualTo(200);
  }

  private static Verification verification(long finalSeconds, List<Difference> differences) {
    return new Verification(400, 100, finalSeconds, 1, 105, 0, true, differences);
  }

  private static LatestRun run(String status, long differences) {
    return new LatestRun(
        1,
        status,
        START,
        Optional.of(START.plusSeconds(1)),
        status.equals("done") ? Optional.empty() : Optional.of("why"),
        OptionalLong.of(differences),
        OptionalLong.of(0));
  }

  private static PipelineSnapshot snapshot(LatestRun run, long... delays) {
    List<StoredBar> seconds = new ArrayList<>();
    for (int i = 0; i < delays.length; i++) {
      seconds.add(Rows.provisional(START.plusSeconds(i), Duration.ofMillis(delays[i])));
    }
    Optional<Instant> now = Optional.of(START.plusSeconds(60));
    return new PipelineSnapshot(
        Rows.BTC_USD,
        "feed",
        now.get(),
        Duration.ofMinutes(1),
        seconds,
        Optional.of(
            new PipelineStatus(
                Rows.BTC_USD, now, now, Optional.empty(), now, now, 0, 0, Optional.of(run))),
        List.of(),
        new Addresses("", "", List.of(), Path.of("")),
        Optional.empty());
  }
}
