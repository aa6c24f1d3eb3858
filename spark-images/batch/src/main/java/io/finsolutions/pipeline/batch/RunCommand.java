package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.batch.engine.Candles;
import io.finsolutions.pipeline.batch.engine.Retention;
import io.finsolutions.pipeline.batch.engine.StoreException;
import io.finsolutions.pipeline.batch.postgres.PostgresOldRows;
import io.finsolutions.pipeline.coinbase.CoinbaseEndpoints;
import io.finsolutions.pipeline.coinbase.CoinbaseRest;
import io.finsolutions.pipeline.coinbase.CoinbaseSettings;
import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.service.UsageException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes final what can be: once, or over and over. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Makes final what can be, and ends; or, with --every, goes on doing so.")
final class RunCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

  @Mixin private BatchSettings settings;

  @Option(
      names = "--every",
      description = "Run again at every multiple of this span, and settle time. Default: run once.")
  private Optional<Duration> every;

  @Option(
      names = "--keep-rows",
      description =
          "How long final rows are kept, such as 730d. A UTC month is dropped after a run, once all"
              + " of it is older. Default: for ever.")
  private Optional<Duration> keepRows;

  @Override
  public Integer call() throws InterruptedException {
    every
        .filter(span -> span.isZero())
        .ifPresent(
            span -> {
              throw new UsageException("--every has to be above zero");
            });
    keepRows
        .filter(RunCommand::isOutOfRange)
        .ifPresent(
            span -> {
              throw new UsageException(
                  "--keep-rows has to be from %dd to %dd, or left out to keep rows for ever"
                      .formatted(Retention.SHORTEST.toDays(), Retention.LONGEST.toDays()));
            });
    if (!settings.archive().isPresent()) {
      LOG.info("trades are not archived reason=\"--archive-warehouse is not set\"");
    }
    URI restUrl = settings.coinbaseRestUrl();
    CoinbaseEndpoints endpoints =
        new CoinbaseEndpoints(restUrl, restUrl, CoinbaseEndpoints.production().webSocket());
    try (SparkSession spark =
            BatchSession.start("batch " + settings.tradingPair(), settings.spark());
        CoinbaseRest rest = new CoinbaseRest(CoinbaseSettings.of(endpoints))) {
      Candles candles =
          settings.compareCandles()
              ? new ExchangeCandles(rest, settings.tradingPair())
              : Candles.NONE;
      BatchFailure.Work work = () -> run(spark, candles);
      if (every.isEmpty()) {
        BatchFailure.inWords(settings, work);
      } else {
        runForEver(work, every.get());
      }
    }
    return ExitCode.OK;
  }

  private static boolean isOutOfRange(Duration span) {
    return span.compareTo(Retention.SHORTEST) < 0 || span.compareTo(Retention.LONGEST) > 0;
  }

  private void run(SparkSession spark, Candles candles)
      throws StoreException, InterruptedException {
    try (Archive archive = Archive.open(settings)) {
      BatchLayers.of(() -> spark, settings, archive.trades(), candles, Clock.systemUTC())
          .runScheduled();
      archive.maintain(Clock.systemUTC().instant());
    }
    // Only then, so that whatever becomes of the old rows, the new ones are there.
    keepRows.ifPresent(
        span ->
            new Retention(
                    span,
                    new PostgresOldRows(settings.database(), settings.tradingPair()),
                    Clock.systemUTC())
                .apply());
  }

  private void runForEver(BatchFailure.Work work, Duration span) throws InterruptedException {
    LOG.info("running every={} settle={}", span, settings.patience().settle());
    while (true) {
      Thread.sleep(untilNextRun(span).toMillis());
      try {
        BatchFailure.inWords(settings, work);
      } catch (FailedException e) {
        LOG.warn("run failed reason={}", e.getMessage());
      } catch (RuntimeException e) {
        LOG.error("run failed unexpectedly", e);
      }
    }
  }

  // Right after a span has settled, so that a run makes as much final as it can.
  private Duration untilNextRun(Duration span) {
    long settled = Clock.systemUTC().millis() - settings.patience().settle().toMillis();
    return Duration.ofMillis(span.toMillis() - Math.floorMod(settled, span.toMillis()));
  }
}
