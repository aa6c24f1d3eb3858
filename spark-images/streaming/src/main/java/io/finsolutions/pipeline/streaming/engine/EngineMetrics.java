package io.finsolutions.pipeline.streaming.engine;

import io.finsolutions.pipeline.market.RejectReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the engines of a process count about themselves. Safe for use by several threads. */
public final class EngineMetrics {
  final Counter trades;
  final Counter duplicates;
  final Counter replays;
  final Counter late;
  final Counter commits;
  final Counter rows;
  final Timer commitDuration;
  final Timer rowDelay;
  private final Map<RejectReason, Counter> rejects = new EnumMap<>(RejectReason.class);
  private final Map<PartitionId, Position> positions = new ConcurrentHashMap<>();
  private final MeterRegistry registry;

  /** Registers the metrics, all at zero. */
  public EngineMetrics(MeterRegistry registry) {
    this.registry = registry;
    trades = counter(registry, "trades", "Trades counted into speed rows.");
    duplicates = counter(registry, "duplicates", "Trades that had been counted already.");
    replays =
        counter(
            registry,
            "replayed_records",
            "Records that the rows reflected already, or the batch layer had dealt with.");
    late =
        counter(
            registry,
            "late_trades",
            "Trades whose interval was final already, in records that no batch run had read.");
    commits = counter(registry, "commits", "Commits of rows and fence.");
    rows = counter(registry, "rows", "Rows merged.");
    commitDuration =
        Timer.builder("pipeline_speed_commit")
            .description("How long a commit took.")
            .publishPercentileHistogram()
            .register(registry);
    rowDelay =
        Timer.builder("pipeline_speed_row_delay")
            .description("From the time of the latest trade in a commit to its rows being visible.")
            .publishPercentileHistogram()
            .maximumExpectedValue(Duration.ofSeconds(60))
            .register(registry);
    for (RejectReason reason : RejectReason.values()) {
      rejects.put(
          reason,
          Counter.builder("pipeline_speed_dead_letters")
              .description("Records that were not counted but kept.")
              .tag("reason", reason.wireName())
              .register(registry));
    }
  }

  Counter rejects(RejectReason reason) {
    return rejects.get(reason);
  }

  void fenceMoved(Step step) {
    PartitionId partition = step.partition();
    if (positions.put(partition, new Position(step.seen().rangeCount(), step.nextOffset()))
        == null) {
      Gauge.builder("pipeline_speed_seen_ranges", () -> positions.get(partition).seenRanges())
          .description("Runs of trade ids in the fence; one more than there are holes.")
          .tag("partition", Integer.toString(partition.partition()))
          .register(registry);
      Gauge.builder("pipeline_speed_next_offset", () -> positions.get(partition).nextOffset())
          .description("The first offset that the rows do not reflect yet.")
          .tag("partition", Integer.toString(partition.partition()))
          .register(registry);
    }
  }

  /** Where the fence of a partition stands. */
  private record Position(int seenRanges, long nextOffset) {}

  private static Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder("pipeline_speed_" + name).description(description).register(registry);
  }
}
