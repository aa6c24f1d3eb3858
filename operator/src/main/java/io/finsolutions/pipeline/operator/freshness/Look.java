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
 * @param problem why the database did not say it
 * @param producer what the producer says; nothing if it was not reached
 * @param notReady by part, why a process of it does not do its work, in its own words
 */
public record Look(
    Instant at,
    Optional<PipelineStatus> rows,
    Optional<Problem> problem,
    Optional<ProducerView> producer,
    Map<Component, String> notReady) {

  /**
   * Why a database did not say how new its rows are.
   *
   * @param said in the words of the server, or of the network
   * @param isRefusal whether the server was reached, and lets nobody in
   */
  public record Problem(String said, boolean isRefusal) {}

  /** With what words the database lets nobody in, if it does not. */
  public Optional<String> refusal() {
    return problem.filter(Problem::isRefusal).map(Problem::said);
  }

  /**
   * What the producer says of its feed.
   *
   * @param missingTrades trades that it knows to be missing, and fetches
   * @param feedLag age of the last trade of the live feed; nothing before the first
   */
  public record ProducerView(long missingTrades, Optional<Duration> feedLag) {}
}
