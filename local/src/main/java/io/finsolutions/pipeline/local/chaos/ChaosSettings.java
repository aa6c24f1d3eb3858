package io.finsolutions.pipeline.local.chaos;

import io.finsolutions.pipeline.local.run.BatchSchedule;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.UsageException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a run under faults is to be.
 *
 * @param pair the pair it counts
 * @param length how long things go wrong
 * @param seed decides the trades and the faults
 * @param rate trades a second; above zero
 * @param stateRoot the folder with a folder for each pair
 * @param write whether to write the outcome into the docs
 */
public record ChaosSettings(
    TradingPair pair, Duration length, long seed, double rate, Path stateRoot, boolean write) {
  /** Short waits, so that also trades come late whose seconds are final. */
  static final BatchSchedule SCHEDULE =
      new BatchSchedule(Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofSeconds(60));

  /**
   * Checks the ranges.
   *
   * @throws UsageException if one is out of it
   */
  public ChaosSettings {
    if (length.compareTo(ChaosScript.SHORTEST) < 0) {
      throw new UsageException(
          "--for has to be " + ChaosScript.SHORTEST.toSeconds() + " s or more");
    }
    if (!(rate > 0)) {
      throw new UsageException("--rate " + rate + " is not above zero");
    }
  }
}
