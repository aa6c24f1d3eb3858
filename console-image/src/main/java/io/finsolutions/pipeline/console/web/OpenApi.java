package io.finsolutions.pipeline.console.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * The description of the API (OpenAPI 3.1): its paths and parameters are those of the endpoints,
 * and the schemas of answers those of {@code schemas.yaml}.
 */
final class OpenApi {
  private static final YAMLMapper YAML = new YAMLMapper();

  private OpenApi() {}

  /** The description in JSON. */
  static String of(List<Endpoint> endpoints, String version) {
    ObjectNode api = YAML.createObjectNode();
    api.put("openapi", "3.1.0");
    api.putObject("info")
        .put("title", "Crypto pipeline")
        .put("version", version)
        .put(
            "description",
            "Statistics of every second of a trading pair: provisional at once, final and right within"
                + " half an hour. Decimals are strings, times RFC 3339 in UTC, intervals half-open and"
                + " labelled by their start.")
        .putObject("license")
        .put("name", "Apache-2.0")
        .put("identifier", "Apache-2.0");
    ObjectNode paths = api.putObject("paths");
    for (Endpoint endpoint : endpoints) {
      write(paths.putObject(endpoint.path()).putObject("get"), endpoint);
    }
    ObjectNode components = api.putObject("components");
    components.set("schemas", schemas());
    components
        .putObject("securitySchemes")
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("description", "Only where the console is set up to ask for it.");
    ArrayNode security = api.putArray("security");
    security.addObject();
    security.addObject().putArray("token");
    try {
      return new ObjectMapper().writeValueAsString(api);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(ObjectNode get, Endpoint endpoint) {
    get.put("summary", endpoint.summary());
    get.put("operationId", operationId(endpoint.path()));
    ArrayNode parameters = get.putArray("parameters");
    if (endpoint.path().contains("{product}")) {
      ObjectNode product = parameters.addObject();
      product.put("name", "product").put("in", "path").put("required", true);
      product.put("description", "The pair.");
      product.putObject("schema").put("type", "string").put("example", "BTC-USD");
    }
    for (Parameter<?> parameter : endpoint.parameters()) {
      ObjectNode written = parameters.addObject();
      written.put("name", parameter.name()).put("in", "query").put("required", false);
      written.put("description", parameter.description());
      parameter.schema().accept(written.putObject("schema"));
    }
    ObjectNode responses = get.putObject("responses");
    ObjectNode ok = responses.putObject("200").put("description", "What was asked for.");
    boolean isMediaType = endpoint.answers().contains("/");
    ObjectNode schema =
        ok.putObject("content")
            .putObject(isMediaType ? endpoint.answers() : "application/json")
            .putObject("schema");
    if (isMediaType) {
      schema.put("type", "string");
    } else {
      schema.put("$ref", "#/components/schemas/" + endpoint.answers());
    }
    ObjectNode problem = responses.putObject("default").put("description", "Why not.");
    problem
        .putObject("content")
        .putObject("application/problem+json")
        .putObject("schema")
        .put("$ref", "#/components/schemas/Problem");
  }

  private static String operationId(String path) {
    return path.replaceAll("[{}]", "").replaceFirst("^/", "").replace('/', '-');
  }

  private static ObjectNode schemas() {
    try (InputStream file = OpenApi.class.getResourceAsStream("schemas.yaml")) {
      return (ObjectNode) YAML.readTree(Objects.requireNonNull(file, "schemas.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
