package io.finsolutions.pipeline.operator.api;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;
import java.util.stream.Stream;

/**
 * An object of a schema that has fields.
 *
 * @param path where it is, such as spec.kafka
 */
record SchemaObject(String path, JSONSchemaProps schema) {
  /** This object and all that are inside of it, each before those that are inside of itself. */
  Stream<SchemaObject> withInner() {
    return Stream.concat(
        Stream.of(this),
        schema.getProperties().entrySet().stream()
            .map(field -> new SchemaObject(path + "." + field.getKey(), field.getValue()).item())
            .filter(inner -> !inner.schema().getProperties().isEmpty())
            .flatMap(SchemaObject::withInner));
  }

  /** What is the same for two objects that can be described in one place. */
  List<Object> shape() {
    return List.of(schema.getProperties(), schema.getXKubernetesValidations());
  }

  /** An item of it, if it is a list, or else itself. */
  SchemaObject item() {
    return schema.getItems() == null ? this : new SchemaObject(path, schema.getItems().getSchema());
  }
}
