package io.finsolutions.pipeline.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** What the kubelets say of the memory of pods. */
record Memory(KubernetesClient client, String namespace) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The working set of each pod of the namespace, in bytes. */
  Map<String, Long> byPod() {
    Map<String, Long> found = new TreeMap<>();
    for (Node node : client.nodes().list().getItems()) {
      String path = "/api/v1/nodes/%s/proxy/stats/summary".formatted(node.getMetadata().getName());
      try {
        for (JsonNode pod : JSON.readTree(client.raw(path)).path("pods")) {
          if (pod.at("/podRef/namespace").asText().equals(namespace)) {
            found.put(pod.at("/podRef/name").asText(), pod.at("/memory/workingSetBytes").asLong());
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return found;
  }

  static long mebibytes(long bytes) {
    return Math.round(bytes / (double) (1 << 20));
  }
}
