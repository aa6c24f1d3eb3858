package io.finsolutions.pipeline.operator.freshness;

import io.finsolutions.pipeline.operator.api.BatchRunStatus;
import io.finsolutions.pipeline.operator.api.FreshnessStatus;
import io.finsolutions.pipeline.operator.freshness.Look.ProducerView;
import io.finsolutions.pipeline.operator.status.ConditionType;
import io.finsolutions.pipeline.operator.status.Finding;
import io.finsolutions.pipeline.operator.status.Reason;
import io.finsolutions.pipeline.store.PipelineStatus;
import io.finsolutions.pipeline.store.PipelineStatus.LatestRun;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;

/** Judges how new the rows of a pair are. */
public final class Freshness {
  /** What is promised: rows are final after so long at most. */
  public static final Duration FINAL_AFTER = Duration.ofMinutes(30);

  /** How much longer than the producer the rows may know of no trade. */
  private static final Duration MOST_BEHIND = Duration.ofSeconds(30);

  /** The time of the newest row changes with each trade, and the status should not. */
  private static final Duration WORTH_WRITING = Duration.ofMinutes(1);

  private Freshness() {}

  /**
   * Whether the rows are as they should be.
   *
   * @param since when the pair was made
   */
  public static Finding judge(Optional<Look> look, Instant since, Instant now) {
    if (look.isEmpty()) {
      return unknown("nobody has looked yet");
    }
    if (look.get().problem().isPresent()) {
      return unknown("the database does not answer: " + look.get().problem().get().said());
    }
    Optional<PipelineStatus> rows = look.get().rows();
    if (rows.isEmpty() || rows.get().latestTradeAt().isEmpty()) {
      return fails(Reason.NO_ROWS_YET, "nobody has counted a trade yet");
    }
    return rowsBehind(rows.get(), look.get())
        .or(() -> finalRowsBehind(rows.get(), since, now))
        .orElseGet(() -> Finding.holds(ConditionType.FRESH, Reason.FRESH, "rows are up to date"));
  }

  private static Optional<Finding> rowsBehind(PipelineStatus rows, Look look) {
    Optional<Duration> feedLag = look.producer().flatMap(ProducerView::feedLag);
    Duration age = Duration.between(rows.latestTradeAt().orElseThrow(), look.at());
    return feedLag
        .map(age::minus)
        .filter(behind -> behind.compareTo(MOST_BEHIND) > 0)
        .map(
            behind ->
                fails(
                    Reason.ROWS_STALE,
                    "the producer has trades that are "
                        + Durations.inWords(behind)
                        + " newer than the newest row: look at the speed layer"));
  }

  private static Optional<Finding> finalRowsBehind(
      PipelineStatus rows, Instant since, Instant now) {
    Duration age = Duration.between(rows.handover().orElse(since), now);
    return age.compareTo(FINAL_AFTER) <= 0
        ? Optional.empty()
        : Optional.of(
            fails(
                Reason.FINAL_ROWS_STALE,
                (rows.handover().isPresent()
                        ? "the newest final row is " + Durations.inWords(age) + " old"
                        : "no row has become final in " + Durations.inWords(age))
                    + ", and 30 minutes is the promise: look at the batch layer"));
  }

  /** As the status shows it; as it was, if nothing that is worth a write has changed. */
  public static FreshnessStatus status(FreshnessStatus before, Optional<Look> look) {
    if (look.isEmpty() || look.get().problem().isPresent()) {
      return before;
    }
    Optional<PipelineStatus> rows = look.get().rows();
    FreshnessStatus now =
        new FreshnessStatus(
            rows.flatMap(PipelineStatus::latestRowAt).map(Freshness::text).orElse(null),
            rows.flatMap(PipelineStatus::handover).map(Freshness::text).orElse(null),
            look.get().producer().map(ProducerView::missingTrades).orElse(null),
            rows.map(PipelineStatus::missingTrades).orElse(null),
            rows.flatMap(PipelineStatus::latestRun).map(Freshness::run).orElse(null));
    return isWorthWriting(before, now) ? now : before;
  }

  private static boolean isWorthWriting(FreshnessStatus before, FreshnessStatus now) {
    if (before == null || before.newestRowAt() == null || now.newestRowAt() == null) {
      return true;
    }
    Duration newer =
        Duration.between(Instant.parse(before.newestRowAt()), Instant.parse(now.newestRowAt()));
    FreshnessStatus atTheSameTime =
        new FreshnessStatus(
            before.newestRowAt(),
            now.finalUntil(),
            now.openHoles(),
            now.missingTrades(),
            now.lastBatchRun());
    return newer.compareTo(WORTH_WRITING) >= 0 || !atTheSameTime.equals(before);
  }

  private static BatchRunStatus run(LatestRun run) {
    return new BatchRunStatus(
        run.runId(),
        run.status(),
        text(run.startedAt()),
        run.finishedAt().map(Freshness::text).orElse(null),
        run.error().orElse(null),
        orNull(run.speedDifferences()),
        orNull(run.candleDifferences()));
  }

  private static Long orNull(OptionalLong number) {
    return number.isPresent() ? number.getAsLong() : null;
  }

  private static String text(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static Finding fails(Reason reason, String message) {
    return Finding.fails(ConditionType.FRESH, reason, message);
  }

  private static Finding unknown(String message) {
    return Finding.unknown(ConditionType.FRESH, Reason.UNKNOWN, message);
  }
}
