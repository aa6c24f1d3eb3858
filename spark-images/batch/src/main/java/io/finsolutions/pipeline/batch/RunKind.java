package io.finsolutions.pipeline.batch;

import java.util.Locale;

/** Why a run is made. */
enum RunKind {
  /** To move the hand-over. */
  SCHEDULED,
  /** Because somebody asked for a range again. */
  RECOMPUTE;

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
