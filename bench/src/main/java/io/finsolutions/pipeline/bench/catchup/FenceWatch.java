package io.finsolutions.pipeline.bench.catchup;

import io.finsolutions.pipeline.bench.rig.Child;
import io.finsolutions.pipeline.bench.rig.Rig;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** Looks where the fence of the only partition stands. */
final class FenceWatch implements AutoCloseable {
  private final Connection connection;
  private final PreparedStatement select;

  /** The fence stood at an offset when the process was of an age. */
  record Position(long offset, Duration age) {}

  FenceWatch(Rig rig) throws SQLException {
    connection = rig.connect("bench");
    select = connection.prepareStatement("SELECT coalesce(max(next_offset), 0) FROM ops.fence");
  }

  /** Waits until the fence has reached an offset. */
  Position await(Child streaming, long offset) throws SQLException, InterruptedException {
    while (true) {
      long reached = offset();
      if (reached >= offset) {
        return new Position(reached, streaming.age());
      }
      streaming.requireTime();
    }
  }

  private long offset() throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
