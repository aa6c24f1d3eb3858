package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.store.DatabaseSettings;
import io.finsolutions.pipeline.topic.TopicOffsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The batch layer of a product: runs that read the trades topic and make rows final, one at a time.
 */
final class BatchLayer {
  private static final Logger LOG = LoggerFactory.getLogger(BatchLayer.class);

  /** A trade dated further ahead is none. The speed layer has kept it as a dead letter. */
  private static final Duration FUTURE_TOLERANCE = Duration.ofMinutes(2);

  private static final int MAX_HOLES_LOGGED = 10;

  private final SparkSession spark;
  private final TradingPair product;
  private final DatabaseSettings database;
  private final String bootstrapServers;
  private final String tradesTopic;
  private final Patience patience;
  private final Candles candles;
  private final Clock clock;

  BatchLayer(SparkSession spark, BatchSettings settings, Candles candles, Clock clock) {
    this.spark = spark;
    this.product = settings.tradingPair();
    this.database = settings.database();
    this.bootstrapServers = settings.bootstrapServers();
    this.tradesTopic = settings.tradesTopic();
    this.patience = settings.patience();
    this.candles = candles;
    this.clock = clock;
  }

  /**
   * Makes final what can be, and folds again what has changed. Where that is more than fits into
   * one run, several are made.
   *
   * @throws FailedException if another run is under way
   */
  void runScheduled() throws SQLException, InterruptedException {
    boolean moreToDo = true;
    while (moreToDo) {
      Instant now = clock.instant();
      moreToDo = run(new ScheduledRun(product, patience, candles, now), now);
    }
  }

  /**
   * Folds a range again from the topic, as far as it is final. Whole hours are folded.
   *
   * @throws FailedException if another run is under way, nothing of the range is final, or the
   *     topic does not have all of its trades any more
   */
  void recompute(TimeRange range) throws SQLException, InterruptedException {
    run(new RecomputeRun(product, range), clock.instant());
  }

  private boolean run(Run run, Instant now) throws SQLException, InterruptedException {
    long started = System.nanoTime();
    try (Connection connection = database.connectPatiently("batch " + product)) {
      RunLedger ledger = new RunLedger(connection, product);
      try (RunLedger.Lock lock = ledger.lock()) {
        long runId = lock.begin(run.kind());
        try {
          Handover before = ledger.handover();
          TopicOffsets offsets = TopicOffsets.of(bootstrapServers, tradesTopic);
          TradeLog log =
              new TradeLog(spark, bootstrapServers, offsets, product, now.plus(FUTURE_TOLERANCE));
          RunResult result = run.find(connection, log, before);
          long rows = new Swap(connection, product, runId).apply(result, before);
          report(runId, result, rows, Duration.ofNanos(System.nanoTime() - started));
          return result.moreToDo();
        } catch (Exception e) {
          // Of Spark's exceptions some are checked ones that no signature tells of.
          recordFailure(runId, e);
          throw e;
        }
      }
    }
  }

  /** Over another connection: what made the run fail may well have been the loss of its own. */
  private void recordFailure(long runId, Exception failure) {
    try (Connection connection = database.connect("batch " + product)) {
      new RunLedger(connection, product).fail(runId, BatchFailure.firstLine(failure));
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  private void report(long runId, RunResult result, long rows, Duration took) {
    LOG.info(
        "run done run_id={} final_until={} range={} dirty={} trades={} duplicates={} rows={}"
            + " missing={} speed_differences={} candle_differences={} seconds={}",
        runId,
        result.handover().at().map(Instant::toString).orElse("-"),
        result.newRange().map(TimeRange::toString).orElse("-"),
        result.foldedAgain().size(),
        result.trades(),
        result.duplicates(),
        rows,
        result.holes().stream().mapToLong(hole -> hole.ids().count()).sum(),
        result.speedDifferences().size(),
        result.candleDifferences().map(list -> Integer.toString(list.size())).orElse("-"),
        "%.1f".formatted(took.toMillis() / 1_000.0));
    result.holesInRanges().stream()
        .limit(MAX_HOLES_LOGGED)
        .forEach(hole -> LOG.warn("trades missing ids={} after={}", hole.ids(), hole.after()));
  }
}
