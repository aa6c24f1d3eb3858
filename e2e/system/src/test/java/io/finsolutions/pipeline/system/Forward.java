package io.finsolutions.pipeline.system;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.finsolutions.pipeline.service.FailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A port of this machine that leads to one of a pod, whichever has the labels and runs. After that
 * pod is gone it has to be {@linkplain #reset reset}.
 */
final class Forward implements AutoCloseable {
  private static final Pattern OPEN = Pattern.compile("Forwarding from 127\\.0\\.0\\.1:(\\d+) .*");

  private final KubernetesClient client;
  private final String namespace;
  private final Map<String, String> labels;
  private final int port;
  private Process open;
  private int localPort;

  Forward(KubernetesClient client, String namespace, Map<String, String> labels, int port) {
    this.client = client;
    this.namespace = namespace;
    this.labels = labels;
    this.port = port;
    Runtime.getRuntime().addShutdownHook(new Thread(this::reset, "end-forward"));
  }

  /**
   * The port of this machine.
   *
   * @throws FailedException if no pod runs
   */
  synchronized int port() {
    if (open == null || !open.isAlive()) {
      try {
        open = new Kubectl(namespace).start(List.of("port-forward", "pod/" + pod(), ":" + port));
        localPort = firstLine(open);
      } catch (IOException e) {
        throw new FailedException("kubectl does not run: " + e.getMessage(), e);
      }
    }
    return localPort;
  }

  /** Looks for a pod anew, the next time. */
  synchronized void reset() {
    if (open != null) {
      open.destroyForcibly();
      open = null;
    }
  }

  @Override
  public void close() {
    reset();
  }

  private String pod() {
    return client.pods().inNamespace(namespace).withLabels(labels).list().getItems().stream()
        .filter(one -> one.getMetadata().getDeletionTimestamp() == null)
        .filter(one -> "Running".equals(one.getStatus().getPhase()))
        .map(Pod::getMetadata)
        .map(metadata -> metadata.getName())
        .findFirst()
        .orElseThrow(() -> new FailedException("no pod runs with " + labels));
  }

  private static int firstLine(Process kubectl) throws IOException {
    BufferedReader said =
        new BufferedReader(new InputStreamReader(kubectl.getInputStream(), StandardCharsets.UTF_8));
    String line = String.valueOf(said.readLine());
    Matcher matcher = OPEN.matcher(line);
    if (!matcher.matches()) {
      kubectl.destroyForcibly();
      throw new FailedException("kubectl does not forward a port: " + line);
    }
    // It says a line for each connection, and would wait for somebody to read it.
    Thread reader = new Thread(() -> said.lines().forEach(any -> {}), "forward-reader");
    reader.setDaemon(true);
    reader.start();
    return Integer.parseInt(matcher.group(1));
  }
}
