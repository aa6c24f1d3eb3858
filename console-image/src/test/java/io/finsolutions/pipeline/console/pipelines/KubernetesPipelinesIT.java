package io.finsolutions.pipeline.console.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.finsolutions.pipeline.harness.Eventually;
import io.finsolutions.pipeline.harness.KubernetesCluster;
import io.finsolutions.pipeline.harness.TcpGate;
import io.finsolutions.pipeline.harness.TestNamespace;
import io.finsolutions.pipeline.store.DatabaseSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Pipelines as they are found on a real API server. No operator runs: the test plays its part. */
class KubernetesPipelinesIT {
  private static final Path DEFINITION = Path.of("../crds/cryptopipelines.finsolutions.io-v1.yml");
  private static final Duration CATCHES_UP = Duration.ofSeconds(30);

  private static KubernetesClient client;

  private final List<List<PipelineEntry>> told = new CopyOnWriteArrayList<>();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(KubernetesPipelines.class);
  private final List<AutoCloseable> open = new ArrayList<>();
  private String namespace;

  @BeforeAll
  static void installDefinition() throws IOException {
    client = KubernetesCluster.shared().requireOrSkip().client();
    try (InputStream definition = Files.newInputStream(DEFINITION)) {
      var applied =
          client
              .apiextensions()
              .v1()
              .customResourceDefinitions()
              .load(definition)
              .forceConflicts()
              .serverSideApply();
      Eventually.await(
          "CryptoPipelines are served",
          () ->
              client.getApiResources("finsolutions.io/v1alpha1") != null
                  && applied.getMetadata().getUid() != null);
    }
  }

  @BeforeEach
  void begin() {
    namespace = namespace();
    logger.setLevel(Level.INFO);
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void end() throws Exception {
    logger.detachAppender(log);
    logger.setLevel(null);
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }

  @Test
  void whatIsThereIsToldBeforeTheStartReturns() {
    applyPair("btc-usd", "BTC-USD", "{}");
    applyPair("eth-usd", "ETH-USD", "{cloudNativePg: {instances: 1, storage: {size: 1Gi}}}");
    applyLogin("btc-usd-database", "secret");
    applyLogin("eth-usd-database-app", "secret");

    watch(config(), namespace);

    assertThat(told).hasSize(1);
    assertThat(latest())
        .extracting(PipelineEntry::name)
        .containsExactly(namespace + "/btc-usd", namespace + "/eth-usd");
    assertThat(entry("btc-usd").database())
        .contains(
            new DatabaseSettings(
                "jdbc:postgresql://btc-usd-database." + namespace + ".svc:5432/pipeline",
                "pipeline",
                "secret"));
    assertThat(entry("eth-usd").database().orElseThrow().url())
        .contains("eth-usd-database-rw." + namespace + ".svc");
  }

  @Test
  void aSecretThatComesChangesAndGoesIsTold() {
    applyPair("btc-usd", "BTC-USD", "{}");
    watch(config(), namespace);
    assertThat(entry("btc-usd").trouble())
        .contains(
            "there is no Secret btc-usd-database in namespace "
                + namespace
                + ", which the operator makes");

    applyLogin("btc-usd-database", "first");
    awaitDatabase("btc-usd", login("btc-usd", "first"));
    applyLogin("btc-usd-database", "rotated");
    awaitDatabase("btc-usd", login("btc-usd", "rotated"));
    client.secrets().inNamespace(namespace).withName("btc-usd-database").delete();
    Eventually.passes(() -> assertThat(entry("btc-usd").trouble()).isPresent());
  }

  @Test
  void pairsThatComeChangeAndGoAreTold() {
    applyExternal("one", "one.example.com");
    applyExternal("other", "other.example.com");
    watch(config(), namespace);
    assertThat(latest()).isEmpty();

    applyPair("btc-usd", "BTC-USD", "{external: {secretName: one}}");
    Eventually.passes(() -> assertThat(url("btc-usd")).contains("one.example.com"));
    applyPair("btc-usd", "BTC-USD", "{external: {secretName: other}}");
    Eventually.passes(() -> assertThat(url("btc-usd")).contains("other.example.com"));
    client.resource(pair("btc-usd", "BTC-USD", "{external: {secretName: other}}")).delete();
    Eventually.passes(() -> assertThat(latest()).isEmpty());
  }

  @Test
  void aChangeThatDoesNotConcernTheConsoleIsNotTold() {
    applyPair("btc-usd", "BTC-USD", "{}");
    applyLogin("btc-usd-database", "secret");
    watch(config(), namespace);
    List<PipelineEntry> first = latest();

    client
        .resource(pair("btc-usd", "BTC-USD", "{}"))
        .edit(
            pair -> {
              pair.getMetadata().setLabels(Map.of("desk", "one"));
              return pair;
            });
    applyPair("sentinel", "ETH-USD", "{}");
    Eventually.passes(() -> assertThat(latest()).hasSize(2));

    assertThat(told).hasSize(2);
    assertThat(latest()).contains(first.get(0));
  }

  @Test
  void onlyTheNamespacesThatAreNamedAreLookedAt() {
    String other = namespace();
    String strange = namespace();
    for (String each : List.of(namespace, other, strange)) {
      client.resource(pair("btc-usd", "BTC-USD", "{}")).inNamespace(each).serverSideApply();
    }

    watch(config(), namespace, other);

    assertThat(latest())
        .extracting(PipelineEntry::name)
        .containsExactlyInAnyOrder(namespace + "/btc-usd", other + "/btc-usd");
  }

  @Test
  void withoutNamespacesAllAreLookedAt() {
    applyPair("btc-usd", "BTC-USD", "{}");

    watch(config());

    assertThat(latest()).extracting(PipelineEntry::name).contains(namespace + "/btc-usd");
  }

  @Test
  void whileTheApiServerIsAwayAllStaysAndOnceItIsBackWhatHappenedIsCaughtUpWith() {
    applyPair("btc-usd", "BTC-USD", "{}");
    applyLogin("btc-usd-database", "first");
    TcpGate gate = closing(TcpGate.to(config()));
    watch(gate.through(config()), namespace);
    awaitDatabase("btc-usd", login("btc-usd", "first"));

    gate.cut();
    Eventually.await("it says so", CATCHES_UP, () -> logged("cannot watch pipelines") == 1);
    applyPair("eth-usd", "ETH-USD", "{}");
    applyLogin("btc-usd-database", "rotated");
    assertThat(latest()).hasSize(1);
    assertThat(entry("btc-usd").database()).contains(login("btc-usd", "first"));
    gate.restore();

    Eventually.await("it says so", CATCHES_UP, () -> logged("watches pipelines again") == 1);
    Eventually.passes(CATCHES_UP, () -> assertThat(latest()).hasSize(2));
    Eventually.passes(
        CATCHES_UP,
        () -> assertThat(entry("btc-usd").database()).contains(login("btc-usd", "rotated")));
    assertThat(logged("cannot watch pipelines")).isEqualTo(1);
  }

  @Test
  void anApiServerThatIsAwayAtTheStartIsWaitedForInTheBackground() {
    applyPair("btc-usd", "BTC-USD", "{}");
    TcpGate gate = closing(TcpGate.to(config()));
    gate.cut();

    watch(gate.through(config()), namespace);

    assertThat(latest()).isEmpty();
    gate.restore();
    Eventually.passes(CATCHES_UP, () -> assertThat(latest()).hasSize(1));
    assertThat(logged("cannot watch pipelines")).isEqualTo(1);
  }

  @Test
  void anAccountThatMaySeeOneSecretFindsThatPairAndSaysWhyItCannotReadTheOther() {
    applyPair("btc-usd", "BTC-USD", "{}");
    applyPair("eth-usd", "ETH-USD", "{}");
    applyLogin("btc-usd-database", "secret");
    applyLogin("eth-usd-database", "secret");
    allow("pairs", "finsolutions.io", "cryptopipelines");
    allow("btc-usd-console", "", "secrets", "btc-usd-database");

    watch(configOfAccount(), namespace);

    assertThat(entry("btc-usd").database()).contains(login("btc-usd", "secret"));
    assertThat(entry("eth-usd").trouble())
        .contains(
            "Secret eth-usd-database in namespace "
                + namespace
                + " cannot be read: the operator has not let the console see it");

    allow("eth-usd-console", "", "secrets", "eth-usd-database");
    Eventually.passes(
        CATCHES_UP,
        () -> assertThat(entry("eth-usd").database()).contains(login("eth-usd", "secret")));
  }

  @Test
  void anAccountThatMaySeeNoPipelinesSaysSoInTheApiServersWords() {
    watch(configOfAccount(), namespace);

    assertThat(latest()).isEmpty();
    assertThat(logged("cannot list resource \"cryptopipelines\"")).isEqualTo(1);
  }

  /** As the chart and the operator let the console in. */
  private void allow(String role, String group, String resource, String... names) {
    client
        .resource(
            new RoleBuilder()
                .withNewMetadata()
                .withName(role)
                .withNamespace(namespace)
                .endMetadata()
                .addNewRule()
                .withApiGroups(group)
                .withResources(resource)
                .withResourceNames(names)
                .withVerbs("list", "watch")
                .endRule()
                .build())
        .create();
    client
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withName(role)
                .withNamespace(namespace)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", role)
                .addNewSubject("", "ServiceAccount", "default", namespace)
                .build())
        .create();
  }

  private Config configOfAccount() {
    String token =
        client
            .serviceAccounts()
            .inNamespace(namespace)
            .withName("default")
            .tokenRequest(
                new TokenRequestBuilder()
                    .withNewSpec()
                    .withExpirationSeconds(3_600L)
                    .endSpec()
                    .build())
            .getStatus()
            .getToken();
    return new ConfigBuilder(Config.empty())
        .withMasterUrl(config().getMasterUrl())
        .withCaCertData(config().getCaCertData())
        .withCaCertFile(config().getCaCertFile())
        .withOauthToken(token)
        .build();
  }

  private KubernetesPipelines watch(Config config, String... namespaces) {
    KubernetesPipelines pipelines =
        closing(KubernetesPipelines.in(Arrays.asList(namespaces), config));
    pipelines.start(told::add);
    return pipelines;
  }

  private static Config config() {
    return KubernetesCluster.shared().config();
  }

  private String namespace() {
    return closing(TestNamespace.create(client, "console")).name();
  }

  private <T extends AutoCloseable> T closing(T opened) {
    open.add(opened);
    return opened;
  }

  private void applyPair(String name, String product, String database) {
    client.resource(pair(name, product, database)).forceConflicts().serverSideApply();
  }

  private GenericKubernetesResource pair(String name, String product, String database) {
    return Serialization.unmarshal(
        """
        apiVersion: finsolutions.io/v1alpha1
        kind: CryptoPipeline
        metadata: {name: %s, namespace: %s}
        spec: {tradingPair: %s, kafka: {bootstrapServers: "kafka:9092"}, database: %s}
        """
            .formatted(
                name, namespace, product, database.equals("{}") ? "{managed: {}}" : database),
        GenericKubernetesResource.class);
  }

  private void applyLogin(String name, String password) {
    applySecret(name, Map.of("username", "pipeline", "password", password));
  }

  private void applyExternal(String name, String host) {
    applySecret(name, Map.of("username", "u", "password", "p", "host", host, "dbname", "rows"));
  }

  private void applySecret(String name, Map<String, String> texts) {
    Secret secret =
        new SecretBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace(namespace)
            .endMetadata()
            .withStringData(texts)
            .build();
    client.resource(secret).forceConflicts().serverSideApply();
  }

  private DatabaseSettings login(String pair, String password) {
    return new DatabaseSettings(
        "jdbc:postgresql://" + pair + "-database." + namespace + ".svc:5432/pipeline",
        "pipeline",
        password);
  }

  private void awaitDatabase(String pair, DatabaseSettings database) {
    Eventually.passes(() -> assertThat(entry(pair).database()).contains(database));
  }

  private String url(String pair) {
    return find(pair).flatMap(PipelineEntry::database).map(DatabaseSettings::url).orElse("");
  }

  private PipelineEntry entry(String pair) {
    return find(pair).orElseThrow(() -> new AssertionError("no " + pair + " in " + latest()));
  }

  private Optional<PipelineEntry> find(String pair) {
    return latest().stream()
        .filter(entry -> entry.name().equals(namespace + "/" + pair))
        .findFirst();
  }

  private List<PipelineEntry> latest() {
    return told.get(told.size() - 1);
  }

  private long logged(String text) {
    return List.copyOf(log.list).stream()
        .filter(event -> event.getFormattedMessage().contains(text))
        .count();
  }
}
