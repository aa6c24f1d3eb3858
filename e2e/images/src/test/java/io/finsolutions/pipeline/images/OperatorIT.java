package io.finsolutions.pipeline.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.finsolutions.pipeline.embedded.FreePorts;
import io.finsolutions.pipeline.harness.KubernetesCluster;
import io.finsolutions.pipeline.harness.TestNamespace;
import io.finsolutions.pipeline.images.RestrictedContainer.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's container at work, on a real API server. */
class OperatorIT {
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final Path DEFINITION =
      Path.of("../../crds/cryptopipelines.finsolutions.io-v1.yml");
  private static final String KUBECONFIG = "/kubeconfig";

  @TempDir static Path folder;
  private static KubernetesCluster cluster;

  @BeforeAll
  static void requireEngineAndCluster() throws IOException {
    ContainerEngine.requireOrSkip();
    cluster = KubernetesCluster.shared().requireOrSkip();
    try (var definition = Files.newInputStream(DEFINITION)) {
      cluster
          .client()
          .apiextensions()
          .v1()
          .customResourceDefinitions()
          .load(definition)
          .forceConflicts()
          .serverSideApply();
    }
  }

  @Test
  void itBecomesReadyAnswersTheTestOfAnInstallationAndStopsWhenItIsTold() throws IOException {
    KubernetesClient client = cluster.client();
    int port = FreePorts.find();
    try (TestNamespace namespace = TestNamespace.create(client, "image");
        RestrictedContainer operator = operator(namespace.name(), port);
        RestrictedContainer check =
            new RestrictedContainer(Image.OPERATOR)
                .withCommand("check", "--url", "http://127.0.0.1:" + port + "/readyz")) {
      operator.startAndAwaitReady(port);

      End checked = check.run();
      assertThat(checked.exitCode()).as(checked.errors()).isZero();
      assertThat(checked.output()).contains("answers 200");

      End end = operator.terminate(GRACE);
      assertThat(end.exitCode()).as(end.errors()).isEqualTo(128 + 15);
      assertThat(end.took()).isLessThan(Duration.ofSeconds(15));
    }
  }

  private static RestrictedContainer operator(String namespace, int port) throws IOException {
    Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), kubeconfig());
    return new RestrictedContainer(Image.OPERATOR)
        .withFile(kubeconfig, KUBECONFIG)
        .withEnv("KUBECONFIG", KUBECONFIG)
        .withEnv("PIPELINE_WATCH_NAMESPACES", namespace)
        .withEnv("PIPELINE_PRODUCER_IMAGE", Image.PRODUCER.reference())
        .withEnv("PIPELINE_STREAMING_IMAGE", Image.STREAMING.reference())
        .withEnv("PIPELINE_BATCH_IMAGE", Image.BATCH.reference())
        .withEnv("PIPELINE_CHECK_PRODUCTS", "false")
        .withEnv("PIPELINE_MANAGEMENT_PORT", String.valueOf(port));
  }

  private static String kubeconfig() {
    Config config = cluster.config();
    return """
    apiVersion: v1
    kind: Config
    current-context: test
    contexts: [{name: test, context: {cluster: test, user: test}}]
    clusters: [{name: test, cluster: {server: "%s", certificate-authority-data: %s}}]
    users: [{name: test, user: {client-certificate-data: %s, client-key-data: %s}}]
    """
        .formatted(
            config.getMasterUrl(),
            config.getCaCertData(),
            config.getClientCertData(),
            config.getClientKeyData());
  }
}
