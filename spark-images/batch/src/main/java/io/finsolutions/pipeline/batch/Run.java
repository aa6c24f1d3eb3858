package io.finsolutions.pipeline.batch;

import java.sql.Connection;
import java.sql.SQLException;

/** What is done in a run: everything but putting the result in place. */
interface Run {
  /** Why the run is made. */
  RunKind kind();

  /**
   * Finds the rows that are to be put in place. Changes nothing.
   *
   * @param before where the product stands
   */
  RunResult find(Connection connection, TradeLog log, Handover before)
      throws SQLException, InterruptedException;
}
