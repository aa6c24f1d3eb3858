package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.archive.TradeArchive;
import io.finsolutions.pipeline.batch.engine.BatchLayer;
import io.finsolutions.pipeline.batch.engine.Candles;
import io.finsolutions.pipeline.batch.postgres.PostgresFinalStores;
import java.time.Clock;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/** Puts the parts of a batch layer together. */
final class BatchLayers {
  private BatchLayers() {}

  /**
   * Reads with Spark, writes to Postgres and to an archive.
   *
   * @param spark asked for once the topic is read
   */
  static BatchLayer of(
      Supplier<SparkSession> spark,
      BatchSettings settings,
      TradeArchive archive,
      Candles candles,
      Clock clock) {
    return new BatchLayer(
        settings.tradingPair(),
        settings.patience(),
        settings.strategy(),
        candles,
        new PostgresFinalStores(settings.database(), settings.tradingPair()),
        archive,
        () -> new SparkTopic(spark, settings.kafka(), settings.tradesTopic()),
        clock);
  }
}
