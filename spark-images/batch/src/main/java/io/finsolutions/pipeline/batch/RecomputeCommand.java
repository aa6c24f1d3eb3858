package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.batch.engine.Candles;
import io.finsolutions.pipeline.batch.engine.StoreException;
import io.finsolutions.pipeline.batch.engine.TimeRange;
import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.UsageException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Folds a range of final rows again. */
@Command(
    name = "recompute",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Folds the hours of a range again, as far as they are final.")
final class RecomputeCommand implements Callable<Integer> {
  @Mixin private BatchSettings settings;

  @Option(
      names = "--from",
      required = true,
      description = "Where the range starts, such as 2026-11-22T08:00:00Z.")
  private Instant from;

  @Option(
      names = "--to",
      required = true,
      description = "Where the range ends, such as 2026-11-22T09:00:00Z.")
  private Instant to;

  @Override
  public Integer call() throws InterruptedException {
    if (!from.isBefore(to)) {
      throw new UsageException("--from " + from + " is not before --to " + to);
    }
    try (BatchSession.OnDemand spark =
        new BatchSession.OnDemand("recompute " + settings.tradingPair(), settings.spark())) {
      BatchFailure.inWords(settings, () -> recompute(spark));
    }
    return ExitCode.OK;
  }

  private void recompute(BatchSession.OnDemand spark) throws StoreException, InterruptedException {
    try (Archive archive = Archive.open(settings)) {
      BatchLayers.of(spark, settings, archive.trades(), Candles.NONE, Clock.systemUTC())
          .recompute(new TimeRange(from, to));
    }
  }
}
