package io.finsolutions.pipeline.operator.api;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Map;

/** What the fields of Kubernetes' own types are: their classes bring no words for it. */
final class KubernetesFields {
  private static final Map<String, String> SECRET_NAME = Map.of("name", "Name of the Secret.");

  private static final Map<String, String> CONDITION =
      Map.of(
          "type", "What it is about, such as Ready.",
          "status", "Whether it is so: True, False or Unknown.",
          "reason", "Why, in a word.",
          "message", "Why, in a sentence, and what to do about it.",
          "lastTransitionTime", "Since when the status is what it is.",
          "observedGeneration", "The generation of the spec that it is about.");

  private KubernetesFields() {}

  /** Describes them in the schema of the resource. */
  static void describe(JSONSchemaProps resource) {
    describe(resource, "spec", "imagePullSecrets", SECRET_NAME);
    describe(resource, "status", "conditions", CONDITION);
  }

  private static void describe(
      JSONSchemaProps resource, String part, String list, Map<String, String> words) {
    Map<String, JSONSchemaProps> fields =
        resource
            .getProperties()
            .get(part)
            .getProperties()
            .get(list)
            .getItems()
            .getSchema()
            .getProperties();
    words.forEach((name, description) -> fields.get(name).setDescription(description));
  }
}
