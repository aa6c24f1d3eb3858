package io.finsolutions.pipeline.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.finsolutions.pipeline.harness.Eventually;
import io.finsolutions.pipeline.operator.status.ConditionType;
import io.finsolutions.pipeline.operator.status.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Secrets that are missing, wrong, changed and deleted. */
class SecretsIT {
  @RegisterExtension static final SharedOperator OPERATOR = new SharedOperator();

  private static final Map<String, String> DATABASE =
      Map.of(
          "host", "127.0.0.1",
          "port", "1",
          "dbname", "rows",
          "username", "me",
          "password", "first");

  private final Surrounding surrounding = OPERATOR.surrounding();

  @BeforeAll
  static void makeClusterCertificate() {
    OPERATOR.surrounding().secret("events-cluster-ca-cert", Map.of("ca.crt", "first"));
  }

  @ConcurrentTest
  void aSecretThatIsMissingOrIncompleteIsNamedAndAwaited() {
    surrounding.apply("outside", external("outside"));
    surrounding.awaitFailure(
        "outside",
        ConditionType.DATABASE_READY,
        Reason.SECRET_MISSING,
        "there is no Secret outside-rows in namespace " + surrounding.namespace());

    Map<String, String> incomplete = new HashMap<>(DATABASE);
    incomplete.remove("dbname");
    surrounding.secret("outside-rows", incomplete);
    surrounding.awaitFailure(
        "outside",
        ConditionType.DATABASE_READY,
        Reason.SECRET_INCOMPLETE,
        "Secret outside-rows in namespace " + surrounding.namespace() + " has no dbname");

    surrounding.secret("outside-rows", DATABASE);
    surrounding.awaitReady("outside");
  }

  @ConcurrentTest
  void anotherPasswordOfADatabaseOutsideMigratesAndRestartsWhatUsesIt() {
    surrounding.secret("turned-rows", DATABASE);
    surrounding.apply("turned", external("turned"));
    surrounding.awaitReady("turned");
    String migration = uid(Job.class, "turned-migration");
    long producer = generation(Deployment.class, "turned-producer");
    long batch = generation(CronJob.class, "turned-batch");

    Map<String, String> changed = new HashMap<>(DATABASE);
    changed.put("password", "second");
    surrounding.secret("turned-rows", changed);

    Eventually.passes(
        () -> {
          assertThat(uid(Job.class, "turned-migration")).isNotEqualTo(migration);
          assertThat(surrounding.submissions("turned")).isEqualTo(2);
          assertThat(generation(CronJob.class, "turned-batch")).isEqualTo(batch + 1);
        });
    surrounding.awaitReady("turned");
    assertThat(generation(Deployment.class, "turned-producer")).isEqualTo(producer);
    assertThat(surrounding.submissions("turned")).isEqualTo(2);
  }

  @ConcurrentTest
  void anotherPasswordOfTheKafkaUserRestartsWhatUsesKafka() {
    surrounding.apply(
        "user",
        """
        tradingPair: BTC-USD
        kafka:
          clusterRef: {name: events, authentication: ScramSha512}
          topics: {prefix: user.}
        """);
    surrounding.awaitReady("user");
    assertThat(value("user-kafka", "kafka.properties"))
        .contains("security.protocol=SASL_SSL")
        .contains("ssl.truststore.certificates=first");
    long producer = generation(Deployment.class, "user-producer");
    long batch = generation(CronJob.class, "user-batch");
    String database = revision("user");

    surrounding.patch(Secret.class, "user", "stringData: {sasl.jaas.config: 'a new login;'}");

    Eventually.passes(
        () -> {
          assertThat(value("user-kafka", "kafka.properties")).contains("a new login;");
          assertThat(generation(Deployment.class, "user-producer")).isEqualTo(producer + 1);
          assertThat(surrounding.submissions("user")).isEqualTo(2);
          assertThat(generation(CronJob.class, "user-batch")).isEqualTo(batch + 1);
        });

    surrounding.secret("events-cluster-ca-cert", Map.of("ca.crt", "second"));

    Eventually.passes(
        () -> {
          assertThat(value("user-kafka", "kafka.properties"))
              .contains("ssl.truststore.certificates=second");
          assertThat(generation(Deployment.class, "user-producer")).isEqualTo(producer + 2);
          assertThat(surrounding.submissions("user")).isEqualTo(3);
        });
    surrounding.awaitReady("user");
    assertThat(revision("user")).as("the database's pod").isEqualTo(database);
  }

  @ConcurrentTest
  void anotherPasswordOfAManagedDatabaseRestartsItAndWhatUsesIt() {
    surrounding.applyOwn("own");
    surrounding.awaitReady("own");
    String database = revision("own");
    long producer = generation(Deployment.class, "own-producer");

    surrounding.patch(Secret.class, "own-database", "stringData: {password: mine}");

    Eventually.passes(
        () -> {
          assertThat(revision("own")).isNotEqualTo(database);
          assertThat(surrounding.submissions("own")).isEqualTo(2);
        });
    surrounding.awaitReady("own");
    assertThat(value("own-database", "password")).isEqualTo("mine");
    assertThat(generation(Deployment.class, "own-producer")).isEqualTo(producer);
  }

  @ConcurrentTest
  void aDeletedPasswordOfAManagedDatabaseIsMadeAnew() {
    surrounding.applyOwn("anew");
    surrounding.awaitReady("anew");
    String password = value("anew-database", "password");
    String database = revision("anew");

    surrounding.resource(Secret.class, "anew-database").delete();

    Eventually.passes(
        () -> {
          assertThat(value("anew-database", "password")).isNotEqualTo(password);
          assertThat(revision("anew")).isNotEqualTo(database);
          assertThat(surrounding.submissions("anew")).isEqualTo(2);
        });
    surrounding.awaitReady("anew");
  }

  private static String external(String pair) {
    return Surrounding.own(pair) + "database: {external: {secretName: " + pair + "-rows}}\n";
  }

  private String revision(String pair) {
    return surrounding.get(StatefulSet.class, pair + "-database").getStatus().getUpdateRevision();
  }

  private long generation(Class<? extends HasMetadata> kind, String name) {
    return surrounding.get(kind, name).getMetadata().getGeneration();
  }

  private String uid(Class<? extends HasMetadata> kind, String name) {
    return surrounding.get(kind, name).getMetadata().getUid();
  }

  private String value(String secret, String key) {
    String encoded = surrounding.get(Secret.class, secret).getData().get(key);
    return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
  }
}
