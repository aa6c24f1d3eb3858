package io.finsolutions.pipeline.system;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.UpgradeCommand;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.finsolutions.pipeline.harness.Eventually;
import io.finsolutions.pipeline.harness.KubernetesCluster;
import io.finsolutions.pipeline.harness.ThirdPartyCrds;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What pairs need around them on a cluster: Kafka, who makes its topics, the exchange, and the
 * operator as its chart installs it. Started once, by the first test; what is there already stays.
 */
final class Stack {
  static final String RELEASE = "cryptopipeline";

  private static final Duration LONGEST = Duration.ofMinutes(3);
  private static final int EXCHANGE_PORT = 8080;
  private static Stack shared;

  private final KubernetesClient client;
  private final Settings settings;
  private final Manifests manifests;
  private final Witness witness;
  private final Forward exchange;

  private Stack(KubernetesClient client, Settings settings) {
    this.client = client;
    this.settings = settings;
    this.manifests = new Manifests(client, settings.namespace());
    this.witness = new Witness(client, settings.namespace());
    this.exchange = forward(Map.of("app", "exchange"), EXCHANGE_PORT);
  }

  /** The stack of this run; the first call takes a minute. */
  static synchronized Stack shared() {
    if (shared == null) {
      Stack stack =
          new Stack(KubernetesCluster.shared().requireOrSkip().client(), Settings.ofThisRun());
      stack.start();
      shared = stack;
    }
    return shared;
  }

  private void start() {
    Timeline.tell("stack: namespace %s, restricted pods only", namespace());
    ThirdPartyCrds.STRIMZI.installMissing(client);
    client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(namespace())
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .endMetadata()
                .build())
        .forceConflicts()
        .serverSideApply();
    keystore();
    manifests.apply(
        "kafka.yaml",
        Map.of("broker", settings.testImage("broker"), "keystorePassword", Keystore.PASSWORD));
    exchange(
        "exchange", "--tape=generated", "--rate=20", "--product=BTC-USD,ETH-USD", "--collect=50ms");
    manifests.apply(
        "topic-operator.yaml", Map.of("topicOperator", settings.testImage("topic-operator")));
    awaitPod(Map.of("app", "kafka"));
    awaitPod(Map.of("app", "exchange"));
    awaitPod(Map.of("app", "topic-operator"));
    Timeline.tell("stack: Kafka, topic operator and exchange are ready; helm install follows");
    release(settings.tag());
    witness.listenToPairs();
    Timeline.tell("stack: the operator is ready");
  }

  private void keystore() {
    if (client.secrets().inNamespace(namespace()).withName("kafka-keystore").get() != null) {
      return;
    }
    Keystore keystore = Keystore.of("kafka-kafka-bootstrap." + namespace() + ".svc");
    secret("kafka-keystore", Map.of("broker.p12", keystore.keystore()));
    secret("kafka-cluster-ca-cert", Map.of("ca.crt", keystore.certificate()));
  }

  private void secret(String name, Map<String, String> encoded) {
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace())
                .endMetadata()
                .withData(encoded)
                .build())
        .create();
  }

  /**
   * Runs a stand-in for the exchange under a name, which is also the name that it is reached by.
   */
  void exchange(String name, String... arguments) {
    manifests.apply(
        "exchange.yaml",
        Map.of(
            "name",
            name,
            "exchange",
            settings.testImage("exchange"),
            "arguments",
            "--host=0.0.0.0, --port=8080, '" + String.join("', '", arguments) + "'"));
    awaitPod(Map.of("app", name));
  }

  /** Installs or upgrades the operator to a tag of its image; pairs keep theirs. */
  void release(String operatorTag) {
    upgradeDefinition();
    UpgradeCommand upgrade =
        new Helm(Settings.CHART)
            .upgrade()
            .install()
            .withName(RELEASE)
            .withNamespace(namespace())
            .withKubeConfig(Path.of(System.getenv("KUBECONFIG")))
            .waitReady()
            .withTimeout((int) LONGEST.toSeconds())
            .set("watchNamespaces[0]", namespace())
            .set("networkPolicy.enabled", "true")
            .set("freshnessInterval", "5s")
            .set("images.operator.repository", settings.image("operator"))
            .set("images.operator.tag", operatorTag)
            .set("images.postgres.repository", settings.postgres().replaceFirst(":[^:]*$", ""))
            .set("images.postgres.tag", settings.postgres().replaceFirst("^.*:", ""))
            .set("exchange.restUrl", "http://exchange:" + EXCHANGE_PORT)
            .set("exchange.exchangeUrl", "http://exchange:" + EXCHANGE_PORT)
            .set("exchange.websocketUrl", "ws://exchange:" + EXCHANGE_PORT);
    for (String image : new String[] {"producer", "streaming", "batch", "console"}) {
      upgrade
          .set("images." + image + ".repository", settings.image(image))
          .set("images." + image + ".tag", settings.tag());
    }
    upgrade.call();
  }

  /** Helm makes the definition of a pair, and never changes one that is there. */
  private void upgradeDefinition() {
    Resource<CustomResourceDefinition> definition =
        client.apiextensions().v1().customResourceDefinitions().load(Settings.DEFINITION.toFile());
    if (definition.get() != null) {
      definition.forceConflicts().serverSideApply();
    }
  }

  /** Returns once a pod with the labels is ready. */
  void awaitPod(Map<String, String> labels) {
    Eventually.await(
        "a pod with " + labels + " is ready",
        LONGEST,
        () ->
            client.pods().inNamespace(namespace()).withLabels(labels).list().getItems().stream()
                .anyMatch(Witness::isReady));
  }

  Forward forward(Map<String, String> labels, int port) {
    return new Forward(client, namespace(), labels, port);
  }

  KubernetesClient client() {
    return client;
  }

  Settings settings() {
    return settings;
  }

  String namespace() {
    return settings.namespace();
  }

  Manifests manifests() {
    return manifests;
  }

  Witness witness() {
    return witness;
  }

  /** Where the exchange of the pairs answers this machine. */
  URI exchange() {
    return URI.create("http://127.0.0.1:" + exchange.port());
  }
}
