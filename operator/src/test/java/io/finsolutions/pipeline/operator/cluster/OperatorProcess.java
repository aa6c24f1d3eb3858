package io.finsolutions.pipeline.operator.cluster;

import io.fabric8.kubernetes.client.Config;
import io.finsolutions.pipeline.harness.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** An operator that is a process of its own, as in a cluster. */
final class OperatorProcess implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofSeconds(60);
  private static final int PORT = 28_080;
  private static final long STOP_SECONDS = 30;

  private final Path kubeconfig;
  private final Process process;

  /** Starts one with a heap of so many megabytes, and returns once it is ready. */
  OperatorProcess(Config config, int heapMegabytes) throws IOException {
    kubeconfig = Files.createTempFile("operator", ".kubeconfig");
    Files.writeString(kubeconfig, kubeconfigOf(config));
    ProcessBuilder builder =
        new ProcessBuilder(
                "java",
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-cp",
                "target/classes:target/lib/*",
                "io.finsolutions.pipeline.operator.OperatorCommand",
                "--producer-image=example.org/producer:1",
                "--streaming-image=example.org/streaming:1",
                "--batch-image=example.org/batch:1",
                "--check-products=false",
                "--management-port=" + PORT)
            .redirectErrorStream(true)
            .redirectOutput(Path.of("target", "operator.log").toFile());
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    process = builder.start();
    Eventually.await("the operator is ready", LONGEST_START, () -> get("/readyz").equals("ok\n"));
  }

  /** How others find the cluster of a client, as a file would say it. */
  private static String kubeconfigOf(Config config) {
    return """
    apiVersion: v1
    kind: Config
    current-context: test
    contexts:
      - {name: test, context: {cluster: test, user: test}}
    clusters:
      - name: test
        cluster:
          server: %s
          %s
    users:
      - name: test
        user:
          %s
          %s
    """
        .formatted(
            config.getMasterUrl(),
            either("certificate-authority", config.getCaCertFile(), config.getCaCertData()),
            either("client-certificate", config.getClientCertFile(), config.getClientCertData()),
            either("client-key", config.getClientKeyFile(), config.getClientKeyData()));
  }

  private static String either(String name, String file, String data) {
    return file == null ? name + "-data: " + data : name + ": " + file;
  }

  /** The file by which it finds the cluster. */
  Path kubeconfig() {
    return kubeconfig;
  }

  /** The sum of a metric over all that it is told of. */
  double metric(String name) {
    return get("/metrics")
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** How many pairs it counts in a phase, or in all if none is named. */
  double pairs(String phase) {
    return metric(
        "pipeline_operator_pipelines" + (phase.isEmpty() ? "" : "{phase=\"" + phase + "\""));
  }

  /** How long it has computed so far. */
  Duration cpuTime() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  private static String get(String path) {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + path)).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    Files.delete(kubeconfig);
  }
}
