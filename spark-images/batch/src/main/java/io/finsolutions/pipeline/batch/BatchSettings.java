package io.finsolutions.pipeline.batch;

import io.finsolutions.pipeline.archive.iceberg.ArchiveSettings;
import io.finsolutions.pipeline.batch.engine.Patience;
import io.finsolutions.pipeline.market.Topics;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.KafkaAccess;
import io.finsolutions.pipeline.signals.Strategies;
import io.finsolutions.pipeline.signals.Strategy;
import io.finsolutions.pipeline.store.DatabaseSettings;
import java.net.URI;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The settings that all commands of the batch layer have. */
final class BatchSettings {
  @Option(
      names = "--trading-pair",
      required = true,
      description = "The pair to count, such as BTC-USD.")
  private TradingPair tradingPair;

  @Mixin private KafkaAccess kafka;

  @Mixin private DatabaseSettings database;

  @Mixin private ArchiveSettings archive;

  @Mixin private SparkSettings spark;

  @Option(
      names = "--trades-topic",
      description = "Topic to read. Default: the pair in lower case and .trades.")
  private String tradesTopic;

  @Option(
      names = "--settle",
      defaultValue = "2m",
      description = "How old a second must be before it can be final. Default: ${DEFAULT-VALUE}.")
  private Duration settle;

  @Option(
      names = "--give-up",
      defaultValue = "12m",
      description =
          "How old a hole must be before rows become final without it. Default: ${DEFAULT-VALUE}.")
  private Duration giveUp;

  @Option(
      names = "--formula",
      defaultValue = Strategies.DEFAULT_FORMULA,
      converter = StrategyConverter.class,
      description =
          "What judges at the ends of final bars: NAME/VERSION, and parameters that are not as by"
              + " default, such as ${DEFAULT-VALUE}:threshold=0.5. Default: ${DEFAULT-VALUE}.")
  private Strategy strategy;

  @Option(
      names = "--compare-candles",
      defaultValue = "true",
      negatable = true,
      fallbackValue = "true",
      description =
          "Hold the final minutes against the exchange's own candles. Default: ${DEFAULT-VALUE}.")
  private boolean compareCandles;

  @Option(
      names = "--coinbase-rest-url",
      defaultValue = "https://api.coinbase.com",
      description = "Where the exchange answers. Default: ${DEFAULT-VALUE}.")
  private URI coinbaseRestUrl;

  TradingPair tradingPair() {
    return tradingPair;
  }

  KafkaAccess kafka() {
    return kafka;
  }

  DatabaseSettings database() {
    return database;
  }

  ArchiveSettings archive() {
    return archive;
  }

  SparkSettings spark() {
    return spark;
  }

  String tradesTopic() {
    return Topics.trades(tradingPair, tradesTopic);
  }

  Patience patience() {
    return new Patience(settle, giveUp);
  }

  Strategy strategy() {
    return strategy;
  }

  boolean compareCandles() {
    return compareCandles;
  }

  URI coinbaseRestUrl() {
    return coinbaseRestUrl;
  }
}
