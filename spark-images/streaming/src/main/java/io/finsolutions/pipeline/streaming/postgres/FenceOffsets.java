package io.finsolutions.pipeline.streaming.postgres;

import io.finsolutions.pipeline.store.DatabaseSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where the fences of a topic stand, without taking them. */
public final class FenceOffsets {
  private FenceOffsets() {}

  /** By partition, the first offset that the rows do not reflect; none for one never read. */
  public static SortedMap<Integer, Long> read(DatabaseSettings database, String topic)
      throws SQLException {
    SortedMap<Integer, Long> offsets = new TreeMap<>();
    try (Connection connection = database.connect("streaming start");
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT partition, next_offset FROM ops.fence WHERE topic = ?")) {
      statement.setString(1, topic);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          offsets.put(row.getInt(1), row.getLong(2));
        }
      }
    }
    return offsets;
  }
}
