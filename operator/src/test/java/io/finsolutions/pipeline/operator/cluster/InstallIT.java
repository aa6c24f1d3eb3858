package io.finsolutions.pipeline.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.finsolutions.pipeline.operator.api.Phase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

  @Test
  void theChartAndAnExampleMakeAPairThatRuns() throws Exception {
    try (Surrounding surrounding = Surrounding.create();
        OperatorProcess operator =
            new OperatorProcess(surrounding.client().getConfiguration(), HEAP_MEGABYTES)) {
      install(operator, surrounding.namespace());
      try {
        surrounding.client().resource(Surrounding.kafka("kafka", surrounding.namespace())).create();
        apply(surrounding.client(), EXAMPLE, surrounding.namespace());
        assertThat(surrounding.awaitReady("btc-usd").getStatus().phase()).isEqualTo(Phase.RUNNING);
        assertThat(surrounding.topics().topics(surrounding.namespace())).hasSize(3);
        assertThat(surrounding.submissions("btc-usd")).isEqualTo(1);
        if (Boolean.getBoolean("pipeline.write")) {
          write(operator, surrounding.namespace());
        }
      } finally {
        uninstall(operator, surrounding.namespace());
      }
    }
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

  private static void uninstall(OperatorProcess operator, String namespace) {
    Helm.uninstall(RELEASE).withNamespace(namespace).withKubeConfig(operator.kubeconfig()).call();
  }

  private static void apply(KubernetesClient client, Path file, String namespace)
      throws IOException {
    byte[] text = Files.readString(file).getBytes(StandardCharsets.UTF_8);
    for (HasMetadata one : client.load(new ByteArrayInputStream(text)).items()) {
      client.resource(one).inNamespace(namespace).serverSideApply();
    }
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
