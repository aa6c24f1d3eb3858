package io.finsolutions.pipeline.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.finsolutions.pipeline.harness.Eventually;
import io.finsolutions.pipeline.harness.Scope;
import io.finsolutions.pipeline.harness.StandInKubelet;
import io.finsolutions.pipeline.harness.StandInSparkOperator;
import io.finsolutions.pipeline.harness.StandInTopicOperator;
import io.finsolutions.pipeline.harness.TestNamespace;
import io.finsolutions.pipeline.operator.api.CryptoPipeline;
import io.finsolutions.pipeline.operator.api.Phase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * What docs/operations/install.md tells people to do, done. With {@code -Dpipeline.write=true} it
 * writes to target/install.txt what they see.
 */
class InstallIT {
  private static final Path CHART = Path.of("../charts/cryptopipeline");
  private static final Path EXAMPLE = Path.of("../examples/btc-usd.yaml");
  private static final String RELEASE = "cryptopipeline";
  private static final int HEAP_MEGABYTES = 256;
  private static final Duration LONGEST = Duration.ofSeconds(60);

  @Test
  void theChartAndAnExampleMakeAPairThatRuns() throws Exception {
    KubernetesClient client = Surrounding.preparedClient();
    try (TestNamespace namespace = TestNamespace.create(client, "pipelines")) {
      Scope scope = Scope.namespaces(namespace.name());
      try (StandInKubelet kubelet = StandInKubelet.start(client, scope);
          StandInTopicOperator topics = StandInTopicOperator.start(client, scope);
          StandInSparkOperator spark = StandInSparkOperator.startWithDriverPods(client, scope);
          OperatorProcess operator =
              new OperatorProcess(client.getConfiguration(), HEAP_MEGABYTES)) {
        install(operator, namespace.name());
        client.resource(Surrounding.kafka("kafka", namespace.name())).create();
        apply(client, EXAMPLE, namespace.name());
        Eventually.await(
            "btc-usd runs", LONGEST, () -> phase(client, namespace.name()) == Phase.RUNNING);
        assertThat(topics.topics(namespace.name())).hasSize(3);
        assertThat(spark.submissions(namespace.name(), "btc-usd-streaming")).isEqualTo(1);
        assertThat(kubelet).isNotNull();
        if (Boolean.getBoolean("pipeline.write")) {
          write(operator, namespace.name());
        }
      } finally {
        Helm.uninstall(RELEASE)
            .withNamespace(namespace.name())
            .withKubeConfigContents(kubeconfig(client))
            .call();
        Surrounding.release(client, namespace.name());
      }
    }
  }

  private static String kubeconfig(KubernetesClient client) {
    return OperatorProcess.kubeconfigOf(client.getConfiguration());
  }

  // The definition is there already; other tests need it.
  private static void install(OperatorProcess operator, String namespace) {
    new Helm(CHART)
        .install()
        .withName(RELEASE)
        .withNamespace(namespace)
        .withKubeConfig(operator.kubeconfig())
        .skipCrds()
        .call();
  }

  private static void apply(KubernetesClient client, Path file, String namespace)
      throws IOException {
    byte[] text = Files.readString(file).getBytes(StandardCharsets.UTF_8);
    for (HasMetadata one : client.load(new ByteArrayInputStream(text)).items()) {
      client.resource(one).inNamespace(namespace).serverSideApply();
    }
  }

  private static Phase phase(KubernetesClient client, String namespace) {
    CryptoPipeline pair =
        client.resources(CryptoPipeline.class).inNamespace(namespace).withName("btc-usd").get();
    return pair.getStatus() == null ? null : pair.getStatus().phase();
  }

  private static void write(OperatorProcess operator, String namespace)
      throws IOException, InterruptedException {
    Path file = Path.of("target", "install.txt");
    Process kubectl =
        new ProcessBuilder(
                "kubectl",
                "--kubeconfig=" + operator.kubeconfig(),
                "--namespace=" + namespace,
                "get",
                "cpl,kafkatopics,deploy,sts,sparkapplications,cronjobs,secrets,netpol,pdb")
            .redirectErrorStream(true)
            .redirectOutput(file.toFile())
            .start();
    assertThat(kubectl.waitFor()).as("kubectl's exit code, see " + file).isZero();
    Process describe =
        new ProcessBuilder(
                "kubectl",
                "--kubeconfig=" + operator.kubeconfig(),
                "--namespace=" + namespace,
                "describe",
                "cpl",
                "btc-usd")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(file.toFile()))
            .start();
    assertThat(describe.waitFor()).isZero();
  }
}
