package io.finsolutions.pipeline.operator.freshness;

import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.store.PipelineStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What one look at a pair's database and processes has shown.
 *
 * @param at when
 * @param rows what the database says; nothing if nobody has counted a trade yet, or if it was not
 *     reached
 * @param problem why the database was not reached
 * @param producer what the producer says; nothing if it was not reached
 * @param notReady by part, why a process of it does not do its work, in its own words
 */
public record Look(
    Instant at,
    Optional<PipelineStatus> rows,
    Optional<String> problem,
    Optional<ProducerView> producer,
    Map<Component, String> notReady) {

  /**
   * What the producer says of its feed.
   *
   * @param missingTrades trades that it knows to be missing, and fetches
   * @param feedLag age of the last trade of the live feed; nothing before the first
   */
  public record ProducerView(long missingTrades, Optional<Duration> feedLag) {}
}
