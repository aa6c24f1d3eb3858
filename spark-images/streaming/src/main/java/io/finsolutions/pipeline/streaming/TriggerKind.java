package io.finsolutions.pipeline.streaming;

import org.apache.spark.sql.streaming.Trigger;

/** How Spark drives the query. The same writer runs under both. */
public enum TriggerKind {
  /** Rows come one by one, as soon as Kafka has them. Needs a core for each partition. */
  CONTINUOUS {
    @Override
    Trigger trigger() {
      return Trigger.Continuous("1 second");
    }
  },
  /** Rows come in batches, each started when the one before is done. */
  MICRO_BATCH {
    @Override
    Trigger trigger() {
      return Trigger.ProcessingTime(0);
    }
  };

  abstract Trigger trigger();

  /** The name as the setting writes it: {@code continuous} or {@code micro-batch}. */
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
