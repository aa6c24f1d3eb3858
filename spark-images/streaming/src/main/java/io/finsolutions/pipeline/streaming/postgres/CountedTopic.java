package io.finsolutions.pipeline.streaming.postgres;

import io.finsolutions.pipeline.store.DatabaseSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Which topic of a name it is that the rows are counted from. */
public final class CountedTopic {
  private static final String NOTE =
      "INSERT INTO ops.topics (topic, topic_id) VALUES (?, ?) ON CONFLICT DO NOTHING";
  private static final String READ = "SELECT topic_id FROM ops.topics WHERE topic = ?";

  private CountedTopic() {}

  /**
   * The id of the topic.
   *
   * @param topic its name
   * @param present the id of the topic that has the name now; noted, if none was counted yet
   */
  public static String id(DatabaseSettings database, String topic, String present)
      throws SQLException {
    try (Connection connection = database.connect("streaming start");
        PreparedStatement note = connection.prepareStatement(NOTE);
        PreparedStatement read = connection.prepareStatement(READ)) {
      note.setString(1, topic);
      note.setString(2, present);
      note.executeUpdate();
      read.setString(1, topic);
      try (ResultSet row = read.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }
}
