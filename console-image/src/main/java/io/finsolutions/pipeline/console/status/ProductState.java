package io.finsolutions.pipeline.console.status;

/** How a pipeline is doing, from best to worst. */
public enum ProductState {
  /** Rows are written, of trades of now. */
  LIVE,
  /** Rows are written now, of trades of the past. */
  REPLAYED,
  /** Nothing has been written for a while. */
  STALE,
  /** No trade has been counted yet. */
  EMPTY,
  /** Its database does not answer. */
  DOWN
}
