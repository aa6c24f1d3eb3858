package io.finsolutions.pipeline.harness;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The writes of a stand-in: merge patches under its own name, refused with a conflict if the object
 * has changed since it was read.
 */
record Patches(KubernetesClient client, String fieldManager) {

  /** Writes a status; a key that is absent stays as it is, a null takes it away. */
  <T extends HasMetadata> void status(T object, Object status) {
    client
        .resource(object)
        .subresource("status")
        .patch(context(), json(object, Map.of(), Map.of("status", status)));
  }

  /** Writes the spec; the same rules. */
  <T extends HasMetadata> T spec(T object, Map<String, ?> spec) {
    return client.resource(object).patch(context(), json(object, Map.of(), Map.of("spec", spec)));
  }

  /** Writes the finalizers, and returns the object as it is then. */
  <T extends HasMetadata> T finalizers(T object, List<String> finalizers) {
    return client
        .resource(object)
        .patch(context(), json(object, Map.of("finalizers", finalizers), Map.of()));
  }

  private PatchContext context() {
    return new PatchContext.Builder()
        .withPatchType(PatchType.JSON_MERGE)
        .withFieldManager(fieldManager)
        .build();
  }

  private static String json(HasMetadata object, Map<String, ?> metadata, Map<String, ?> rest) {
    Map<String, Object> withVersion = new HashMap<>(metadata);
    withVersion.put("resourceVersion", object.getMetadata().getResourceVersion());
    Map<String, Object> patch = new HashMap<>(rest);
    patch.put("metadata", withVersion);
    return Serialization.asJson(patch);
  }
}
