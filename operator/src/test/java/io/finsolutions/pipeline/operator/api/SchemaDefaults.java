package io.finsolutions.pipeline.operator.api;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The defaults that the definition promises. */
final class SchemaDefaults {
  private SchemaDefaults() {}

  /** The fields that have a default and are not there. */
  static List<String> missingIn(GenericKubernetesResource resource) {
    List<String> missing = new ArrayList<>();
    collect(
        "",
        ResourceDefinition.schemaOf(ResourceDefinition.generate()),
        resource.getAdditionalProperties(),
        missing);
    return missing;
  }

  private static void collect(
      String path, JSONSchemaProps schema, Map<?, ?> object, List<String> missing) {
    schema
        .getProperties()
        .forEach(
            (name, field) -> {
              Object value = object.get(name);
              if (value == null && field.getDefault() != null) {
                missing.add(path + name);
              } else if (value instanceof Map<?, ?> inner) {
                collect(path + name + ".", field, inner, missing);
              }
            });
  }
}
