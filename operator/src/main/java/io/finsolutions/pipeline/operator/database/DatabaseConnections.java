package io.finsolutions.pipeline.operator.database;

import io.fabric8.kubernetes.api.model.Secret;
import io.finsolutions.pipeline.operator.api.DatabaseSpec;
import io.finsolutions.pipeline.operator.apply.Secrets;
import io.finsolutions.pipeline.operator.pair.Component;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.pods.Digest;
import io.finsolutions.pipeline.operator.status.Reason;
import io.finsolutions.pipeline.operator.status.UnmetException;

/** Where the database of a pair is, whichever kind it is of. */
public final class DatabaseConnections {
  private static final int HIGHEST_PORT = 65_535;

  private DatabaseConnections() {}

  /**
   * The connection of a pair.
   *
   * @throws UnmetException if a Secret is missing, or lacks what it should have
   */
  public static DatabaseConnection of(Pair pair, Secrets secrets) {
    DatabaseSpec database = pair.spec().database();
    if (database.external() != null) {
      return external(
          secrets.require(
              pair.namespace(),
              database.external().secretName(),
              "which spec.database.external.secretName names"));
    }
    if (database.cloudNativePg() != null) {
      Secret secret =
          secrets.require(
              pair.namespace(),
              clusterSecret(pair),
              "which CloudNativePG makes for Cluster " + pair.nameOf(Component.DATABASE));
      return inNamespace(pair, pair.nameOf(Component.DATABASE) + "-rw", secret);
    }
    Secret secret =
        secrets.require(pair.namespace(), DatabaseSecret.name(pair), "which is about to be made");
    return inNamespace(pair, pair.nameOf(Component.DATABASE), secret);
  }

  /** The Secret that CloudNativePG makes for the user of the database. */
  public static String clusterSecret(Pair pair) {
    return pair.nameOf(Component.DATABASE) + "-app";
  }

  private static DatabaseConnection inNamespace(Pair pair, String service, Secret secret) {
    requireUser(secret);
    return DatabaseConnection.at(
        service + "." + pair.namespace() + ".svc",
        ManagedPostgres.PORT,
        ManagedPostgres.DATABASE,
        "",
        secret.getMetadata().getName(),
        Digest.ofData(secret.getData()));
  }

  private static DatabaseConnection external(Secret secret) {
    requireUser(secret);
    return DatabaseConnection.at(
        place(secret, "host"),
        port(secret),
        place(secret, "dbname"),
        Secrets.value(secret, "sslmode")
            .map(String::strip)
            .map(mode -> "?sslmode=" + mode)
            .orElse(""),
        secret.getMetadata().getName(),
        Digest.ofData(secret.getData()));
  }

  private static void requireUser(Secret secret) {
    Secrets.requireValue(secret, DatabaseSecret.USERNAME);
    Secrets.requireValue(secret, DatabaseSecret.PASSWORD);
  }

  // A Secret that was made of a file often has the file's last end of line.
  private static String place(Secret secret, String key) {
    return Secrets.requireValue(secret, key).strip();
  }

  private static int port(Secret secret) {
    String text =
        Secrets.value(secret, "port")
            .map(String::strip)
            .orElse(Integer.toString(ManagedPostgres.PORT));
    if (!text.matches("[1-9][0-9]{0,4}") || Integer.parseInt(text) > HIGHEST_PORT) {
      throw new UnmetException(
          Reason.SECRET_INCOMPLETE,
          "Secret "
              + secret.getMetadata().getName()
              + " has port '"
              + text
              + "', which is no port: write a number such as 5432");
    }
    return Integer.parseInt(text);
  }
}
