package io.finsolutions.pipeline.store;

import io.finsolutions.pipeline.market.TradingPair;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How the pipeline of a product is doing.
 *
 * @param product the trading pair
 * @param handover bars before it are final; empty before the first batch run
 * @param coveredFrom from when on every trade is counted, or known to be missing; empty before the
 *     first batch run
 * @param keptFrom final rows that begin before it are dropped; empty if rows are kept for ever
 * @param latestTradeAt time of the latest trade that the speed layer counted
 * @param latestRowAt when the speed layer last wrote a row
 * @param missingTrades how many trades before the hand-over nobody could get
 * @param lateTrades how many trades the speed layer met after their interval was final
 * @param latestRun the latest batch run
 */
public record PipelineStatus(
    TradingPair product,
    Optional<Instant> handover,
    Optional<Instant> coveredFrom,
    Optional<Instant> keptFrom,
    Optional<Instant> latestTradeAt,
    Optional<Instant> latestRowAt,
    long missingTrades,
    long lateTrades,
    Optional<LatestRun> latestRun) {

  /**
   * The latest batch run of a product.
   *
   * @param runId its number
   * @param status running, done or failed
   * @param startedAt when it began
   * @param finishedAt when it ended
   * @param error why it failed
   * @param speedDifferences fields in which the speed rows differed from the final ones
   * @param candleDifferences fields in which the exchange's minutes differed from the final ones;
   *     empty if they were not compared
   */
  public record LatestRun(
      long runId,
      String status,
      Instant startedAt,
      Optional<Instant> finishedAt,
      Optional<String> error,
      OptionalLong speedDifferences,
      OptionalLong candleDifferences) {}
}
