package io.finsolutions.pipeline.market;

/** By which way a trade came from the exchange to us. */
public enum Origin {
  /** In an update of the live feed. */
  LIVE,
  /** In the replay of the latest trades that the live feed starts with. */
  SNAPSHOT,
  /** From a page of past trades, to fill a hole. */
  BACKFILL
}
