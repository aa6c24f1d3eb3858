package io.finsolutions.pipeline.operator.pair;

import java.util.Locale;

/** A part of a pair's pipeline. */
public enum Component {
  /** The topics, and the way into Kafka. */
  KAFKA,
  /** The Postgres. */
  DATABASE,
  /** The job that brings the schema of the database up to date. */
  MIGRATION,
  /** The process that brings trades from the exchange. */
  PRODUCER,
  /** The speed layer. */
  STREAMING,
  /** The batch layer. */
  BATCH;

  /** Its name in labels, in the names of resources and in the status. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
