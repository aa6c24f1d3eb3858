package io.finsolutions.pipeline.batch.engine;

/** What is done in a run: everything but putting the result in place. */
interface Run {
  /** Why the run is made. */
  RunKind kind();

  /**
   * Finds the rows that are to be put in place. Changes nothing.
   *
   * @param before where the product stands
   */
  RunResult find(FinalStore store, TradeLog log, Handover before)
      throws StoreException, InterruptedException;
}
