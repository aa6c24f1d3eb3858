package io.finsolutions.pipeline.operator.database;

/**
 * How the pods of a pair get into its Postgres.
 *
 * @param host the name or address that it answers at
 * @param port its port
 * @param url its JDBC URL, without user and password
 * @param secretName the Secret with the keys username and password
 * @param digest changes with the Secret, so that pods roll
 */
public record DatabaseConnection(
    String host, int port, String url, String secretName, String digest) {

  /** A database by its place. */
  static DatabaseConnection at(
      String host, int port, String database, String parameters, String secret, String digest) {
    String url = "jdbc:postgresql://" + host + ":" + port + "/" + database + parameters;
    return new DatabaseConnection(host, port, url, secret, digest);
  }
}
