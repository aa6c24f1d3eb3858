package io.finsolutions.pipeline.console.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.finsolutions.pipeline.market.TradingPair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineResourceTest {
  private static final TradingPair PRODUCT = TradingPair.parse("BTC-USD");
  private static final Map<String, String> LOGIN =
      Map.of("username", "pipeline", "password", "secret");
  private static final Map<String, String> PLACE =
      Map.of(
          "host", "db.example.com",
          "port", "6432",
          "dbname", "rows",
          "sslmode", "require");

  /** What the operator tells the pods of a pair to do. */
  private static final Path OPERATOR_CASES = Path.of("../operator/src/test/resources/golden");

  @ParameterizedTest
  @ValueSource(strings = {"smallest", "cloudnative-pg", "external-database"})
  void readsWhereThePodsOfThePairWrite(String kind) throws IOException {
    PipelineResource pipeline =
        new PipelineResource(
            Serialization.unmarshal(
                Files.readString(OPERATOR_CASES.resolve(kind).resolve("in.yaml")),
                GenericKubernetesResource.class));
    String pods = Files.readString(OPERATOR_CASES.resolve(kind).resolve("out.yaml"));
    Map<String, String> data = new HashMap<>(LOGIN);
    data.putAll(PLACE);

    PipelineEntry entry = pipeline.entry(PRODUCT, seen(data));

    assertThat(entry.name()).isEqualTo("markets/btc-usd");
    assertThat(pipeline.product()).contains(PRODUCT);
    assertThat(entry.trouble()).isEmpty();
    assertThat(entry.database().orElseThrow().url())
        .isEqualTo(after(pods, "PIPELINE_DATABASE_URL\\s+value: (\\S+)"));
    assertThat(pipeline.secret())
        .isEqualTo(
            new SecretName(
                "markets",
                after(
                    pods,
                    "PIPELINE_DATABASE_PASSWORD\\s+valueFrom:\\s+secretKeyRef:\\s+"
                        + "key: password\\s+name: (\\S+)")));
  }

  @Test
  void anExternalSecretNeedsNoPortAndMayEndItsLines() {
    Map<String, String> data = new HashMap<>(LOGIN);
    data.putAll(Map.of("host", "db.example.com\n", "dbname", "rows\n"));

    assertThat(external().entry(PRODUCT, seen(data)).database().orElseThrow().url())
        .isEqualTo("jdbc:postgresql://db.example.com:5432/rows");
  }

  @ParameterizedTest
  @CsvSource({
    "'{}', 'there is no Secret btc-database in namespace markets, which the operator makes'",
    "'{cloudNativePg: {}}',"
        + " 'there is no Secret btc-database-app in namespace markets, which CloudNativePG makes'",
    "'{external: {secretName: warehouse}}',"
        + " 'there is no Secret warehouse in namespace markets, which"
        + " spec.database.external.secretName names'",
  })
  void aSecretThatIsNotThereIsTroubleInWords(String database, String trouble) {
    PipelineEntry entry =
        pipeline(database).entry(PRODUCT, new SeenSecret(Optional.empty(), Optional.empty()));

    assertThat(entry.database()).isEmpty();
    assertThat(entry.trouble()).contains(trouble);
  }

  @ParameterizedTest
  @ValueSource(strings = {"username", "password", "host", "dbname"})
  void aSecretThatLacksSomethingIsTroubleInWords(String key) {
    Map<String, String> data = new HashMap<>(LOGIN);
    data.putAll(PLACE);
    data.put(key, " ");

    PipelineEntry entry = external().entry(PRODUCT, seen(data));

    assertThat(entry.database()).isEmpty();
    assertThat(entry.trouble()).contains("Secret warehouse in namespace markets has no " + key);
  }

  @Test
  void aSecretThatMayNotBeReadIsTrouble() {
    PipelineEntry entry =
        external().entry(PRODUCT, new SeenSecret(Optional.empty(), Optional.of("forbidden")));

    assertThat(entry.database()).isEmpty();
    assertThat(entry.trouble()).contains("forbidden");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{tradingPair: nonsense}", "{tradingPair: {}}"})
  void whatCountsNoPairIsNone(String spec) {
    assertThat(resource(spec).product()).isEmpty();
  }

  private static PipelineResource external() {
    return pipeline("{external: {secretName: warehouse}}");
  }

  private static PipelineResource pipeline(String database) {
    return resource("{tradingPair: BTC-USD, database: " + database + "}");
  }

  private static PipelineResource resource(String spec) {
    return new PipelineResource(
        Serialization.unmarshal(
            """
            apiVersion: finsolutions.io/v1alpha1
            kind: CryptoPipeline
            metadata: {name: btc, namespace: markets}
            spec: %s
            """
                .formatted(spec),
            GenericKubernetesResource.class));
  }

  private static SeenSecret seen(Map<String, String> texts) {
    Map<String, String> data = new HashMap<>();
    texts.forEach(
        (key, text) ->
            data.put(
                key, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
    Secret secret = new SecretBuilder().withData(data).build();
    return new SeenSecret(Optional.of(secret), Optional.empty());
  }

  private static String after(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }
}
