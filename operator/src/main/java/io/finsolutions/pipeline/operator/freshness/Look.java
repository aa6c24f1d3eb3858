package io.finsolutions.pipeline.operator.freshness;

import io.finsolutions.pipeline.store.PipelineStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What one look at a pair's database and producer has shown.
 *
 * @param at when
 * @param rows what the database says; nothing if nobody has counted a trade yet, or if it was not
 *     reached
 * @param problem why the database was not reached
 * @param producer what the producer says; nothing if it was not reached
 */
public record Look(
    Instant at,
    Optional<PipelineStatus> rows,
    Optional<String> problem,
    Optional<ProducerView> producer) {

  /**
   * What the producer says of its feed.
   *
   * @param missingTrades trades that it knows to be missing, and fetches
   * @param feedLag age of the last trade of the live feed; nothing before the first
   */
  public record ProducerView(long missingTrades, Optional<Duration> feedLag) {}
}
