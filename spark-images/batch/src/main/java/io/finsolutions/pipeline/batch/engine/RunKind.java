package io.finsolutions.pipeline.batch.engine;

import java.util.Locale;

/** Why a run is made. */
public enum RunKind {
  /** To move the hand-over. */
  SCHEDULED,
  /** Because somebody asked for a range again. */
  RECOMPUTE,
  /** To make the rows again of a database that was lost. */
  RESTORE,
  /** To make rows of history that was fetched from the exchange after the fact. */
  BACKFILL;

  /** The name in the record of runs. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
