package io.finsolutions.pipeline.bench.rig;

import io.finsolutions.pipeline.local.run.Applications;
import io.finsolutions.pipeline.service.FailedException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The versions of what the pipeline is built on. */
public final class Versions {
  private Versions() {}

  /** In one line, as they are in use. */
  public static String of(Rig rig) throws SQLException {
    Path checkout = Applications.find().checkout();
    return "Spark %s, Kafka %s, %s"
        .formatted(
            ofJar(checkout.resolve("spark-images/streaming/target/lib"), "spark-core_2.12-"),
            ofJar(checkout.resolve("local/broker/target/lib"), "kafka_2.13-"),
            database(rig));
  }

  private static String database(Rig rig) throws SQLException {
    try (Connection connection = rig.connect("bench");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT 'PostgreSQL ' || current_setting('server_version')"
                    + " || ' (fsync ' || current_setting('fsync') || ')'")) {
      row.next();
      return row.getString(1);
    }
  }

  private static String ofJar(Path folder, String prefix) {
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, prefix + "*.jar")) {
      String name = jars.iterator().next().getFileName().toString();
      return name.substring(prefix.length(), name.length() - ".jar".length());
    } catch (IOException e) {
      throw new FailedException("cannot look into " + folder + ": " + e.getMessage(), e);
    }
  }
}
