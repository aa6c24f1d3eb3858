package io.finsolutions.pipeline.operator.status;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be so or not so of a pair's pipeline. */
public enum ConditionType {
  /** Every part of the pair works; while it is suspended, none does and that is right. */
  READY,
  /** The topics are there and as they are wanted, and so is the way into Kafka. */
  TOPICS_READY,
  /** The database is there and takes connections. */
  DATABASE_READY,
  /** The schema of the database is the one that the images need. */
  MIGRATION_READY,
  /** The producer follows the exchange. */
  PRODUCER_READY,
  /** The speed layer counts. */
  STREAM_READY,
  /** The batch layer is scheduled, and its latest job did not fail. */
  BATCH_READY,
  /** The rows are as new and as final as they should be. */
  FRESH,
  /** It has worked, and some part does not now. */
  DEGRADED,
  /** The operator leaves the pair alone, as its annotation says. */
  PAUSED;

  /** What the condition is about, such as Topics. */
  String component() {
    return id().replaceFirst("Ready$", "");
  }

  /** The name as it stands in the status, such as TopicsReady. */
  public String id() {
    return Arrays.stream(name().split("_"))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }
}
