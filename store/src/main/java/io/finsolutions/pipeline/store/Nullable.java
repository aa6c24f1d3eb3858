package io.finsolutions.pipeline.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;

/** Reads columns that may be null. */
final class Nullable {
  private Nullable() {}

  static OptionalLong longOf(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
