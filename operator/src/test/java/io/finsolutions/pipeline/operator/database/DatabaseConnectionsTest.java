package io.finsolutions.pipeline.operator.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finsolutions.pipeline.operator.SamplePair;
import io.finsolutions.pipeline.operator.SampleSecrets;
import io.finsolutions.pipeline.operator.status.Reason;
import io.finsolutions.pipeline.operator.status.UnmetException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseConnectionsTest {
  private static final Map<String, String> LOGIN =
      Map.of("username", "pipeline", "password", "secret");

  private final SampleSecrets secrets = new SampleSecrets();

  @Test
  void aManagedDatabaseIsBehindItsService() {
    secrets.with("markets", "btc-usd-database", LOGIN);

    DatabaseConnection connection = of("");

    assertThat(connection.url())
        .isEqualTo("jdbc:postgresql://btc-usd-database.markets.svc:5432/pipeline");
    assertThat(connection.secretName()).isEqualTo("btc-usd-database");
    assertThat(connection.port()).isEqualTo(5432);
  }

  @Test
  void aDatabaseOfCloudNativePgIsWrittenToAtItsPrimary() {
    secrets.with("markets", "btc-usd-database-app", LOGIN);

    DatabaseConnection connection = of("database: {cloudNativePg: {}}");

    assertThat(connection.url())
        .isEqualTo("jdbc:postgresql://btc-usd-database-rw.markets.svc:5432/pipeline");
    assertThat(connection.secretName()).isEqualTo("btc-usd-database-app");
  }

  @Test
  void anExternalDatabaseIsWhereItsSecretSays() {
    DatabaseConnection connection =
        external(Map.of("port", "6432", "sslmode", "verify-full", "host", "db.example.com"));

    assertThat(connection)
        .extracting(
            DatabaseConnection::host,
            DatabaseConnection::port,
            DatabaseConnection::url,
            DatabaseConnection::secretName)
        .containsExactly(
            "db.example.com",
            6432,
            "jdbc:postgresql://db.example.com:6432/rows?sslmode=verify-full",
            "warehouse");
  }

  @Test
  void anExternalDatabaseHasTheUsualPortAndNoParametersIfNobodySaysOtherwise() {
    assertThat(external(Map.of()).url()).isEqualTo("jdbc:postgresql://db:5432/rows");
  }

  @Test
  void theEndOfALineInASecretIsNoPartOfAnAddress() {
    assertThat(
            external(
                    Map.of(
                        "host",
                        "db\n",
                        "port",
                        "6432\n",
                        "dbname",
                        "rows\n",
                        "sslmode",
                        "require\n"))
                .url())
        .isEqualTo("jdbc:postgresql://db:6432/rows?sslmode=require");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "postgres", "-1", "5432,5433", "99999", "054"})
  void aPortThatIsNoneIsNamed(String port) {
    assertThatThrownBy(() -> external(Map.of("port", port)))
        .isInstanceOfSatisfying(
            UnmetException.class,
            unmet -> assertThat(unmet.reason()).isEqualTo(Reason.SECRET_INCOMPLETE))
        .hasMessageContaining("Secret warehouse has port '" + port + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "65535"})
  void theOutermostPortsAreTaken(String port) {
    assertThat(external(Map.of("port", port)).port()).isEqualTo(Integer.parseInt(port));
  }

  @ParameterizedTest
  @ValueSource(strings = {"host", "dbname", "username", "password"})
  void aMissingKeyIsNamed(String key) {
    assertThatThrownBy(() -> external(Map.of(key, " ")))
        .isInstanceOfSatisfying(
            UnmetException.class,
            unmet -> assertThat(unmet.reason()).isEqualTo(Reason.SECRET_INCOMPLETE))
        .hasMessageContaining("Secret warehouse in namespace markets has no " + key);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          database: {managed: {}} | btc-usd-database
          database: {cloudNativePg: {}} | btc-usd-database-app
          database: {external: {secretName: warehouse}} | warehouse
          """)
  void aMissingSecretIsNamed(String database, String secret) {
    assertThatThrownBy(() -> of(database))
        .isInstanceOfSatisfying(
            UnmetException.class,
            unmet -> assertThat(unmet.reason()).isEqualTo(Reason.SECRET_MISSING))
        .hasMessageContaining("Secret " + secret + " in namespace markets");
  }

  @Test
  void aNewPasswordIsAnotherDigest() {
    String before = external(Map.of()).digest();

    assertThat(external(Map.of()).digest()).isEqualTo(before);
    assertThat(external(Map.of("password", "changed")).digest()).isNotEqualTo(before);
  }

  private DatabaseConnection of(String database) {
    return DatabaseConnections.of(SamplePair.of(SamplePair.STRIMZI + "\n" + database), secrets);
  }

  private DatabaseConnection external(Map<String, String> said) {
    Map<String, String> texts = new HashMap<>(LOGIN);
    texts.put("host", "db");
    texts.put("dbname", "rows");
    texts.putAll(said);
    secrets.with("markets", "warehouse", texts);
    return of("database: {external: {secretName: warehouse}}");
  }
}
