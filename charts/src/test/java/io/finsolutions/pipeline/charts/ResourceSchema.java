package io.finsolutions.pipeline.charts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.nio.file.Path;
import java.util.List;

/** The schema of CryptoPipeline in its definition, read as strictly as the API server reads it. */
final class ResourceSchema {
  static final Path DEFINITION =
      Chart.FOLDER.resolve("crds/cryptopipelines.finsolutions.io-v1.yml");

  private static final String KEEPS_UNKNOWN = "x-kubernetes-preserve-unknown-fields";

  private final JsonSchema schema;

  private ResourceSchema(JsonSchema schema) {
    this.schema = schema;
  }

  static ResourceSchema read() {
    JsonNode version = Manifest.all(DEFINITION).get(0).tree().at("/spec/versions/0");
    JsonNode tree = version.at("/schema/openAPIV3Schema").deepCopy();
    closeObjects(tree.path("properties").path("spec"));
    return new ResourceSchema(
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(tree));
  }

  /** What is wrong with a CryptoPipeline. */
  List<String> problems(Manifest manifest) {
    return schema.validate(manifest.tree()).stream().map(ValidationMessage::getMessage).toList();
  }

  /** A structural schema refuses fields that it does not name, without saying so. */
  private static void closeObjects(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.has("properties")
        && !object.has("additionalProperties")
        && !object.path(KEEPS_UNKNOWN).asBoolean()) {
      object.put("additionalProperties", false);
    }
    for (JsonNode child : node.path("properties")) {
      closeObjects(child);
    }
    if (node.has("items")) {
      closeObjects(node.get("items"));
    }
  }
}
