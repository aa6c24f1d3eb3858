package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.batch.engine.BatchLayer;
import io.finsolutions.pipeline.batch.engine.Candles;
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

  @Override
  public Integer call() throws InterruptedException {
    every
        .filter(span -> span.isZero())
        .ifPresent(
            span -> {
              throw new UsageException("--every has to be above zero");
            });
    URI restUrl = settings.coinbaseRestUrl();
    CoinbaseEndpoints endpoints =
        new CoinbaseEndpoints(restUrl, restUrl, CoinbaseEndpoints.production().webSocket());
    try (SparkSession spark = BatchSession.start("batch " + settings.tradingPair());
        CoinbaseRest rest = new CoinbaseRest(CoinbaseSettings.of(endpoints))) {
      Candles candles =
          settings.compareCandles()
              ? new ExchangeCandles(rest, settings.tradingPair())
              : Candles.NONE;
      BatchLayer layer = BatchLayers.of(spark, settings, candles, Clock.systemUTC());
      if (every.isEmpty()) {
        BatchFailure.inWords(settings, layer::runScheduled);
      } else {
        runForEver(layer, every.get());
      }
    }
    return ExitCode.OK;
  }

  private void runForEver(BatchLayer layer, Duration span) throws InterruptedException {
    LOG.info("running every={} settle={}", span, settings.patience().settle());
    while (true) {
      Thread.sleep(untilNextRun(span).toMillis());
      try {
        BatchFailure.inWords(settings, layer::runScheduled);
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
