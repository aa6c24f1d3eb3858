package io.finsolutions.pipeline.local.run;

import java.time.Duration;

/**
 * When the batch layer runs, and how long it waits for trades.
 *
 * @param every the time from run to run
 * @param settle how old a second must be before it can be final
 * @param giveUp how old a hole must be before rows become final without it
 */
public record BatchSchedule(Duration every, Duration settle, Duration giveUp) {
  /** A run each minute, in place of one each quarter of an hour. */
  public static final BatchSchedule EACH_MINUTE =
      new BatchSchedule(Duration.ofMinutes(1), Duration.ofSeconds(5), Duration.ofSeconds(20));
}
