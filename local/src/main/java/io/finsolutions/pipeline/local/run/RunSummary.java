package io.finsolutions.pipeline.local.run;

import io.finsolutions.pipeline.store.PipelineStatus.LatestRun;
import io.finsolutions.pipeline.verify.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What a run of fixed length came to.
 *
 * @param figures what was collected while it ran
 * @param verification what a look at all rows gave
 * @param restarts how often a part was started again
 */
record RunSummary(RunFigures figures, Verification verification, int restarts) {
  private static final int DIFFERENCES_SHOWN = 200;

  /** The summary as a table of names and numbers. */
  List<String> table() {
    List<String> table = new ArrayList<>();
    table.add(line("trades", verification.trades()));
    table.add(line("seconds with trades", verification.seconds()));
    table.add(line("final rows", verification.finalSeconds()));
    table.add(line("provisional rows", verification.seconds() - verification.finalSeconds()));
    table.add(line("final minutes", verification.finalMinutes()));
    table.add(line("delay p50, ms", figures.delayMillis(0.50)));
    table.add(line("delay p99, ms", figures.delayMillis(0.99)));
    table.add(line("trade ids skipped", verification.skippedIds()));
    table.add(line("trades missing", figures.missingTrades()));
    table.add(line("trades late", figures.lateTrades()));
    table.add(line("batch runs", figures.batchRuns().size()));
    table.add(line("differences, batch to speed", sum(LatestRun::speedDifferences)));
    table.add(line("differences, batch to candles", sum(LatestRun::candleDifferences)));
    table.add(
        verification.compared()
            ? line("differences, rows to oracle", verification.differences().size())
            : "%-30s %10s".formatted("differences, rows to oracle", "no oracle"));
    table.add(line("parts started again", restarts));
    return table;
  }

  /** All that is wrong, in words; nothing for a sound run. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    verification.differences().stream()
        .limit(DIFFERENCES_SHOWN)
        .forEach(difference -> problems.add("row " + difference));
    int more = verification.differences().size() - DIFFERENCES_SHOWN;
    if (more > 0) {
      problems.add("and " + more + " more differences of that kind");
    }
    if (verification.finalSeconds() == 0) {
      problems.add("no row has become final");
    }
    if (verification.skippedIds() != 0) {
      problems.add(verification.skippedIds() + " trade ids are skipped");
    }
    if (figures.missingTrades() > 0) {
      problems.add(figures.missingTrades() + " trades are missing before the hand-over");
    }
    for (LatestRun run : figures.batchRuns()) {
      if (!run.status().equals("done")) {
        problems.add(
            "batch run " + run.runId() + " " + run.status() + ": " + run.error().orElse(""));
      }
    }
    differences(problems, "the speed rows", LatestRun::speedDifferences);
    differences(problems, "the exchange's candles", LatestRun::candleDifferences);
    return problems;
  }

  private void differences(
      List<String> problems, String other, Function<LatestRun, OptionalLong> count) {
    long sum = sum(count);
    if (sum > 0) {
      problems.add("the final rows differ from " + other + " in " + sum + " fields");
    }
  }

  private long sum(Function<LatestRun, OptionalLong> count) {
    return figures.batchRuns().stream().mapToLong(run -> count.apply(run).orElse(0)).sum();
  }

  private static String line(String name, long number) {
    return "%-30s %10d".formatted(name, number);
  }
}
