package io.finsolutions.pipeline.operator.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finsolutions.pipeline.operator.SamplePair;
import io.finsolutions.pipeline.operator.SampleSecrets;
import io.finsolutions.pipeline.operator.pair.Pair;
import io.finsolutions.pipeline.operator.status.Reason;
import io.finsolutions.pipeline.operator.status.UnmetException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaClientConfigTest {
  private static final String OTHER = "kafka: {bootstrapServers: 'kafka:9092'%s}";
  private static final Map<String, String> PASSWORD =
      Map.of("username", "pipeline", "password", "secret");
  private static final Map<String, String> CLIENT_CERTIFICATE =
      Map.of("user.crt", SampleSecrets.CERTIFICATE, "user.key", SampleSecrets.KEY);
  private static final Map<String, String> AUTHORITY = Map.of("ca.crt", SampleSecrets.CERTIFICATE);
  private static final String JAAS =
      "org.apache.kafka.common.security.scram.ScramLoginModule required"
          + " username=\"pipeline\" password=\"secret\";";

  private final SampleSecrets secrets = new SampleSecrets();

  @Test
  void aKafkaThatLetsEverybodyInNeedsNone() {
    assertThat(KafkaClientConfig.of(SamplePair.smallest(), secrets)).isEmpty();
    assertThat(KafkaClientConfig.of(SamplePair.of(OTHER.formatted("")), secrets)).isEmpty();
  }

  @Test
  void aUserOfStrimziWithAPassword() {
    secrets
        .with("markets", "btc-usd", Map.of("password", "secret", "sasl.jaas.config", JAAS))
        .with("markets", "events-cluster-ca-cert", AUTHORITY);

    assertThat(accepted(strimzi("ScramSha512")))
        .isEqualTo(
            Map.of(
                "security.protocol", "SASL_SSL",
                "sasl.mechanism", "SCRAM-SHA-512",
                "sasl.jaas.config", JAAS,
                "ssl.truststore.type", "PEM",
                "ssl.truststore.certificates", SampleSecrets.CERTIFICATE));
  }

  @Test
  void aUserOfStrimziWithACertificate() {
    secrets
        .with("markets", "btc-usd", CLIENT_CERTIFICATE)
        .with("markets", "events-cluster-ca-cert", AUTHORITY);

    assertThat(accepted(strimzi("Tls")))
        .isEqualTo(
            Map.of(
                "security.protocol",
                "SSL",
                "ssl.keystore.type",
                "PEM",
                "ssl.keystore.certificate.chain",
                SampleSecrets.CERTIFICATE,
                "ssl.keystore.key",
                SampleSecrets.KEY,
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.certificates",
                SampleSecrets.CERTIFICATE));
  }

  @Test
  void aUserOfStrimziInAnotherNamespaceIsLookedForThere() {
    secrets
        .with("kafka", "markets.btc-usd", CLIENT_CERTIFICATE)
        .with("kafka", "events-cluster-ca-cert", AUTHORITY);

    assertThat(
            accepted("kafka: {clusterRef: {name: events, namespace: kafka, authentication: Tls}}"))
        .containsEntry("ssl.keystore.key", SampleSecrets.KEY);
  }

  @Test
  void aPasswordWithoutTls() {
    secrets.with("markets", "user", PASSWORD);

    assertThat(accepted(OTHER.formatted(", credentialsSecret: user")))
        .isEqualTo(
            Map.of(
                "security.protocol", "SASL_PLAINTEXT",
                "sasl.mechanism", "SCRAM-SHA-512",
                "sasl.jaas.config", JAAS));
  }

  @Test
  void aPasswordOverTlsOfAKnownAuthority() {
    secrets.with("markets", "user", PASSWORD);

    assertThat(accepted(OTHER.formatted(", credentialsSecret: user, tls: {}")))
        .isEqualTo(
            Map.of(
                "security.protocol", "SASL_SSL",
                "sasl.mechanism", "SCRAM-SHA-512",
                "sasl.jaas.config", JAAS));
  }

  @Test
  void aPasswordOverTlsOfAnAuthorityOfOnesOwn() {
    secrets.with("markets", "user", PASSWORD).with("markets", "authority", AUTHORITY);

    assertThat(accepted(OTHER.formatted(", credentialsSecret: user, tls: {caSecret: authority}")))
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("ssl.truststore.type", "PEM")
        .containsEntry("ssl.truststore.certificates", SampleSecrets.CERTIFICATE);
  }

  @Test
  void aCertificateOfTheClient() {
    secrets.with("markets", "user", CLIENT_CERTIFICATE);

    assertThat(accepted(OTHER.formatted(", credentialsSecret: user, tls: {}")))
        .isEqualTo(
            Map.of(
                "security.protocol",
                "SSL",
                "ssl.keystore.type",
                "PEM",
                "ssl.keystore.certificate.chain",
                SampleSecrets.CERTIFICATE,
                "ssl.keystore.key",
                SampleSecrets.KEY));
  }

  @Test
  void anAuthorityAlone() {
    secrets.with("markets", "authority", AUTHORITY);

    assertThat(accepted(OTHER.formatted(", tls: {caSecret: authority}")))
        .isEqualTo(
            Map.of(
                "security.protocol", "SSL",
                "ssl.truststore.type", "PEM",
                "ssl.truststore.certificates", SampleSecrets.CERTIFICATE));
  }

  @Test
  void tlsAlone() {
    assertThat(accepted(OTHER.formatted(", tls: {}")))
        .isEqualTo(Map.of("security.protocol", "SSL"));
  }

  @Test
  void aFileIsTakenAsItIs() {
    secrets.with(
        "markets",
        "user",
        Map.of("kafka.properties", "# ours\nsecurity.protocol = SASL_SSL\nsasl.mechanism:PLAIN\n"));

    assertThat(text(OTHER.formatted(", credentialsSecret: user, tls: {}")))
        .isEqualTo("# ours\nsecurity.protocol = SASL_SSL\nsasl.mechanism:PLAIN\n");
  }

  @Test
  void anAuthorityIsAddedToAFile() {
    secrets
        .with("markets", "user", Map.of("kafka.properties", "security.protocol=SASL_SSL"))
        .with("markets", "authority", AUTHORITY);

    assertThat(accepted(OTHER.formatted(", credentialsSecret: user, tls: {caSecret: authority}")))
        .isEqualTo(
            Map.of(
                "security.protocol", "SASL_SSL",
                "ssl.truststore.type", "PEM",
                "ssl.truststore.certificates", SampleSecrets.CERTIFICATE));
  }

  @Test
  void aCertificateWithTheLineEndsOfWindowsIsTheSame() {
    secrets.with(
        "markets", "authority", Map.of("ca.crt", SampleSecrets.CERTIFICATE.replace("\n", "\r\n")));

    assertThat(accepted(OTHER.formatted(", tls: {caSecret: authority}")))
        .containsEntry("ssl.truststore.certificates", SampleSecrets.CERTIFICATE);
  }

  @Test
  void theSameSecretsMakeTheSameFile() {
    secrets.with("markets", "user", PASSWORD);
    String spec = OTHER.formatted(", credentialsSecret: user, tls: {}");

    assertThat(text(spec)).isEqualTo(text(spec));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kafka: {clusterRef: {name: events, authentication: Tls}} | btc-usd
          kafka: {bootstrapServers: 'kafka:1', credentialsSecret: user} | user
          kafka: {bootstrapServers: 'kafka:1', tls: {caSecret: authority}} | authority
          """)
  void aMissingSecretIsNamed(String spec, String name) {
    assertThatThrownBy(() -> text(spec))
        .isInstanceOfSatisfying(
            UnmetException.class,
            missing -> assertThat(missing.reason()).isEqualTo(Reason.SECRET_MISSING))
        .hasMessageContaining("Secret " + name + " in namespace markets");
  }

  @Test
  void aMissingAuthorityOfStrimziIsNamed() {
    secrets.with("markets", "btc-usd", CLIENT_CERTIFICATE);

    assertThatThrownBy(() -> text(strimzi("Tls")))
        .isInstanceOf(UnmetException.class)
        .hasMessageContaining("Secret events-cluster-ca-cert in namespace markets");
  }

  @Test
  void aSecretWithoutAPasswordIsNamed() {
    secrets.with("markets", "user", Map.of("username", "pipeline"));

    assertThatThrownBy(() -> text(OTHER.formatted(", credentialsSecret: user")))
        .isInstanceOfSatisfying(
            UnmetException.class,
            missing -> assertThat(missing.reason()).isEqualTo(Reason.SECRET_INCOMPLETE))
        .hasMessageContaining("Secret user in namespace markets has no password");
  }

  @Test
  void aSecretOfNothingThatIsKnownIsNamedWithWhatItCouldHave() {
    secrets.with("markets", "user", Map.of("token", "secret"));

    assertThatThrownBy(() -> text(OTHER.formatted(", credentialsSecret: user")))
        .isInstanceOf(UnmetException.class)
        .hasMessageContainingAll("Secret user", "username", "user.crt", "kafka.properties");
  }

  private static String strimzi(String authentication) {
    return "kafka: {clusterRef: {name: events, authentication: " + authentication + "}}";
  }

  private String text(String spec) {
    Pair pair = SamplePair.of(spec);
    return KafkaClientConfig.of(pair, secrets).orElseThrow();
  }

  private Map<String, String> accepted(String spec) {
    return AcceptedSettings.of(text(spec));
  }
}
