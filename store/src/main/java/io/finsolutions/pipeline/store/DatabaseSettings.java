package io.finsolutions.pipeline.store;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.Option;

/**
 * Where the pipeline's Postgres is: the settings that every process has that uses it.
 *
 * <p>Connections give up after two seconds of connecting and five of silence, so that a database
 * that is gone is noticed and not waited for.
 */
public final class DatabaseSettings implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final String CONNECT_TIMEOUT_SECONDS = "2";
  private static final String SOCKET_TIMEOUT_SECONDS = "5";

  /** For what may rightly take long, such as a migration or the swap of a batch run. */
  private static final String PATIENT_SOCKET_TIMEOUT_SECONDS = "600";

  @Option(
      names = "--database-url",
      required = true,
      description = "JDBC URL of the Postgres, such as jdbc:postgresql://localhost/pipeline.")
  private String url;

  @Option(names = "--database-user", required = true, description = "User of the database.")
  private String user;

  @Option(
      names = "--database-password",
      defaultValue = "",
      description = "Password of the user; better set in the environment than on the command line.")
  private String password = "";

  /** To be filled by picocli. */
  public DatabaseSettings() {}

  /** Settings that are known already. */
  public DatabaseSettings(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  /** The JDBC URL. */
  public String url() {
    return url;
  }

  /**
   * A new connection in auto-commit mode for statements that are quick, named in pg_stat_activity.
   */
  public Connection connect(String applicationName) throws SQLException {
    return connect(applicationName, SOCKET_TIMEOUT_SECONDS);
  }

  /** Like {@link #connect}, for statements that may take minutes. */
  public Connection connectPatiently(String applicationName) throws SQLException {
    return connect(applicationName, PATIENT_SOCKET_TIMEOUT_SECONDS);
  }

  private Connection connect(String applicationName, String socketTimeoutSeconds)
      throws SQLException {
    return DriverManager.getConnection(url, properties(applicationName, socketTimeoutSeconds));
  }

  /** The driver's properties for connections as {@link #connect} makes them: for a pool. */
  public Properties connectionProperties(String applicationName) {
    return properties(applicationName, SOCKET_TIMEOUT_SECONDS);
  }

  private Properties properties(String applicationName, String socketTimeoutSeconds) {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("ApplicationName", applicationName);
    properties.setProperty("connectTimeout", CONNECT_TIMEOUT_SECONDS);
    properties.setProperty("socketTimeout", socketTimeoutSeconds);
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("reWriteBatchedInserts", "true");
    // Postgres prints a numeric faster than it takes it apart into bits.
    properties.setProperty("binaryTransferDisable", "numeric");
    return properties;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DatabaseSettings that
        && url.equals(that.url)
        && user.equals(that.user)
        && password.equals(that.password);
  }

  @Override
  public int hashCode() {
    return Objects.hash(url, user, password);
  }

  /** Where it is and as whom; never the password. */
  @Override
  public String toString() {
    return url + " as " + user;
  }

  String user() {
    return user;
  }

  String password() {
    return password;
  }
}
