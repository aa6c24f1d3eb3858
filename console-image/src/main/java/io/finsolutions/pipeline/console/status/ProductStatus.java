package io.finsolutions.pipeline.console.status;

import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.store.BatchRun;
import io.finsolutions.pipeline.store.PipelineStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How a pipeline is doing.
 *
 * @param pipeline its name
 * @param product the pair
 * @param state in a word
 * @param reason in a sentence, of every state but live
 * @param rows what its database has; empty if it is down, or no trade has been counted yet
 * @param latestRun the latest batch run
 */
public record ProductStatus(
    String pipeline,
    TradingPair product,
    ProductState state,
    Optional<String> reason,
    Optional<PipelineStatus> rows,
    Optional<BatchRun> latestRun) {

  /** Trades that are older when they are counted are of a recording, or of a hole being filled. */
  private static final Duration PAST = Duration.ofHours(1);

  /** Of a pipeline whose database does not answer, and why. */
  public static ProductStatus down(String pipeline, TradingPair product, String why) {
    return new ProductStatus(
        pipeline,
        product,
        ProductState.DOWN,
        Optional.of("Its rows cannot be read: " + why),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Judges by a look.
   *
   * @param staleAfter how long no row may be written
   */
  public static ProductStatus judge(
      String pipeline, TradingPair product, ProductLook look, Duration staleAfter) {
    Optional<Instant> latestRow = look.rows().flatMap(PipelineStatus::latestRowAt);
    Optional<Instant> latestTrade = look.rows().flatMap(PipelineStatus::latestTradeAt);
    ProductState state;
    Optional<String> reason;
    if (latestRow.isEmpty() || latestTrade.isEmpty()) {
      state = ProductState.EMPTY;
      reason = Optional.of("No trade has been counted yet.");
    } else if (latestRow.get().plus(staleAfter).isBefore(look.at())) {
      state = ProductState.STALE;
      reason =
          Optional.of(
              "Nothing new since "
                  + seconds(latestRow.get())
                  + ": either nothing is traded, or the pipeline does not count.");
    } else if (latestTrade.get().plus(PAST).isBefore(latestRow.get())) {
      state = ProductState.REPLAYED;
      reason = Optional.of("These are trades of the past, of " + seconds(latestTrade.get()) + ".");
    } else {
      state = ProductState.LIVE;
      reason = Optional.empty();
    }
    return new ProductStatus(pipeline, product, state, reason, look.rows(), look.latestRun());
  }

  private static Instant seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }
}
