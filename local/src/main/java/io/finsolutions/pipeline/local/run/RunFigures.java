package io.finsolutions.pipeline.local.run;

import io.finsolutions.pipeline.local.view.PipelineSnapshot;
import io.finsolutions.pipeline.store.PipelineStatus;
import io.finsolutions.pipeline.store.PipelineStatus.LatestRun;
import io.finsolutions.pipeline.store.StoredBar;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What is collected over a run, for the summary at its end. */
final class RunFigures {
  private static final Duration SETTLED = Duration.ofSeconds(2);

  private final Instant startedAt;
  private final Map<Instant, Long> delayMillis = new HashMap<>();
  private final Map<Long, LatestRun> batchRuns = new TreeMap<>();
  private PipelineStatus status;

  private Instant delaysFrom = Instant.MAX;

  /**
   * No figures yet.
   *
   * @param startedAt when the run began; batch runs before it are not of it
   */
  RunFigures(Instant startedAt) {
    this.startedAt = startedAt;
  }

  /**
   * Lets delays count from a second on. Those before it came while the parts were still starting,
   * or were fetched as past. Only the first call matters.
   */
  void countDelaysFrom(Instant second) {
    if (delaysFrom.equals(Instant.MAX)) {
      delaysFrom = second;
    }
  }

  void add(PipelineSnapshot snapshot) {
    Instant settled = snapshot.now().minus(SETTLED);
    for (StoredBar row : snapshot.seconds()) {
      if (!row.isFinal()
          && !row.bar().start().isBefore(delaysFrom)
          && !row.bar().end().isAfter(settled)) {
        Duration delay = Duration.between(row.bar().closeTime(), row.updatedAt());
        delayMillis.put(row.bar().start(), delay.toMillis());
      }
    }
    snapshot
        .status()
        .ifPresent(
            latest -> {
              status = latest;
              latest
                  .latestRun()
                  .filter(run -> run.finishedAt().isPresent())
                  .filter(run -> !run.startedAt().isBefore(startedAt))
                  .ifPresent(run -> batchRuns.put(run.runId(), run));
            });
  }

  /** The batch runs that ended, by their numbers. */
  Collection<LatestRun> batchRuns() {
    return batchRuns.values();
  }

  /** Whether a batch run has done its work. */
  boolean hasBatchRun() {
    return batchRuns.values().stream().anyMatch(run -> run.status().equals("done"));
  }

  /** The delay in milliseconds that a share of the rows has at most; -1 without rows. */
  long delayMillis(double share) {
    long[] sorted = delayMillis.values().stream().mapToLong(Long::longValue).sorted().toArray();
    return sorted.length == 0 ? -1 : sorted[(int) Math.ceil(share * sorted.length) - 1];
  }

  /** Trades before the hand-over that nobody could get. */
  long missingTrades() {
    return status == null ? 0 : status.missingTrades();
  }

  /** Trades that came after their second was final. */
  long lateTrades() {
    return status == null ? 0 : status.lateTrades();
  }
}
