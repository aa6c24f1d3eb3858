package io.finsolutions.pipeline.local.chaos;

import java.util.Locale;

/** A process that is killed, held up or robbed of its disk; named as the part of the pipeline. */
enum Target {
  PRODUCER,
  STREAMING,
  BATCH,
  DATABASE,
  BROKER;

  /** Whether others wait for it to be ready again. */
  boolean isServer() {
    return this == DATABASE || this == BROKER;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
