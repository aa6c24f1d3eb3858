package io.finsolutions.pipeline.local.view;

import io.finsolutions.pipeline.local.part.PartStatus;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.store.PipelineStatus;
import io.finsolutions.pipeline.store.StoredBar;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What there is to show at one moment.
 *
 * @param pair the pair that is counted
 * @param feed where its trades come from, in words
 * @param now the moment
 * @param uptime how long the pipeline has run
 * @param seconds the latest seconds with trades, newest first
 * @param status what the database says of the layers; nothing before the first trade
 * @param parts how each part is doing
 * @param addresses where people can look further
 * @param trouble why the rest may be old, if it is
 */
public record PipelineSnapshot(
    TradingPair pair,
    String feed,
    Instant now,
    Duration uptime,
    List<StoredBar> seconds,
    Optional<PipelineStatus> status,
    List<PartStatus> parts,
    Addresses addresses,
    Optional<String> trouble) {

  /**
   * Where people can look further.
   *
   * @param page for a browser
   * @param database for psql
   * @param metrics of the parts that have some
   * @param logs the folder of the logs
   */
  public record Addresses(String page, String database, List<String> metrics, Path logs) {}
}
