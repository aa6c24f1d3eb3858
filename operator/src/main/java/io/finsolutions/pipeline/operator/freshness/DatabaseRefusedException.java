package io.finsolutions.pipeline.operator.freshness;

import java.sql.SQLException;

/** A database server that was reached lets nobody in, such as when its volume is full. */
final class DatabaseRefusedException extends SQLException {
  private static final long serialVersionUID = 1L;

  /** Not reached, or cut off. */
  private static final String CONNECTION = "08";

  /** Not let in by this name, password or address: others may be. */
  private static final String AUTHORIZATION = "28";

  private DatabaseRefusedException(SQLException refusal) {
    super(refusal.getMessage(), refusal.getSQLState(), refusal);
  }

  /**
   * What a failed attempt to connect means, by the class of its SQLSTATE (PostgreSQL documentation,
   * Appendix A).
   */
  static SQLException of(SQLException failure) {
    String state = failure.getSQLState();
    return state == null || state.startsWith(CONNECTION) || state.startsWith(AUTHORIZATION)
        ? failure
        : new DatabaseRefusedException(failure);
  }
}
