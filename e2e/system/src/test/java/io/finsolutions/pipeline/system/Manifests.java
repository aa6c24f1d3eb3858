package io.finsolutions.pipeline.system;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Applies files of resources in which {@code ${name}} stands for a value. */
record Manifests(KubernetesClient client, String namespace) {

  /** Applies a file of the folder manifests. */
  void apply(String file, Map<String, String> values) {
    try (InputStream in = Manifests.class.getResourceAsStream("/manifests/" + file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (Map.Entry<String, String> value : values.entrySet()) {
        text = text.replace("${" + value.getKey() + "}", value.getValue());
      }
      applyText(text.replace("${namespace}", namespace));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Applies what is written in YAML, as kubectl apply --server-side would. */
  void applyText(String yaml) {
    byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
    for (HasMetadata one : client.load(new ByteArrayInputStream(bytes)).items()) {
      client
          .resource(one)
          .inNamespace(namespace)
          .fieldManager("a-person")
          .forceConflicts()
          .serverSideApply();
    }
  }
}
