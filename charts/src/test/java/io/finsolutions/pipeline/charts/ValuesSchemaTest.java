package io.finsolutions.pipeline.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesSchemaTest {
  private static final String CONSOLE = "/properties/console/properties";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "replicaCount: 2                             | 'replicaCount' not allowed",
        "images: {operator: {tga: '1'}}              | 'tga' not allowed",
        "metrics: {serviceMonitor: {enable: true}}   | 'enable' not allowed",
        "networkPolicy: {ingress: []}                | 'ingress' not allowed",
        "resources: {request: {cpu: '1'}}            | 'request' not allowed",
        "console: {acces: {}}                        | 'acces' not allowed",
        "console: {access: {token: abc}}             | 'token' not allowed",
      })
  void anUnknownKeyIsRefusedByName(String values, String message) throws IOException {
    assertRefused(values, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "replicas: two                               | /replicas",
        "replicas: 0                                 | /replicas",
        "{replicas: 2, leaderElection: false}        | /leaderElection",
        "watchNamespaces: trading                    | /watchNamespaces",
        "watchNamespaces: [Trading]                  | /watchNamespaces/0",
        "watchNamespaces: [trading, trading]         | /watchNamespaces",
        "images: {pullPolicy: Sometimes}             | /images/pullPolicy",
        "images: {operator: {repository: 'a:1'}}     | /images/operator/repository",
        "images: {batch: {digest: abc}}              | /images/batch/digest",
        "exchange: {checkProducts: 'yes'}            | /exchange/checkProducts",
        "exchange: {websocketUrl: 'https://x'}       | /exchange/websocketUrl",
        "freshnessInterval: 15                       | /freshnessInterval",
        "freshnessInterval: 15 s                     | /freshnessInterval",
        "resources: {limits: {memory: much}}         | /resources/limits/memory",
        "runAsUser: 0                                | /runAsUser",
        "serviceAccount: {create: false}             | /serviceAccount/name",
        "networkPolicy: {databasePorts: ['5432']}    | /networkPolicy/databasePorts/0",
        "console: {replicas: 0}                      | /console/replicas",
        "console: {access: {oidc: {issuer: 'https://x'}}}    | /console/access/oidc/audience",
        "console: {access: {oidc: {issuer: 'http://x'}}}     | /console/access/oidc/issuer",
        "console: {access: {corsOrigins: ['https://x/']}}    | /console/access/corsOrigins/0",
        "console: {access: {trustedProxies: [ingress]}}      | /console/access/trustedProxies/0",
        "console: {ingress: {enabled: true}}         | /console/ingress/host",
        "console: {httpRoute: {enabled: true}}       | /console/httpRoute/parentRefs",
        "console: {service: {type: External}}        | /console/service/type",
      })
  void aWrongValueIsRefusedWithItsPlace(String values, String place) throws IOException {
    assertRefused(values, "at '" + place + "'");
  }

  @Test
  void everyObjectSaysWhichKeysItHas() throws IOException {
    List<String> open = new ArrayList<>();
    findOpenObjects(schema(), "", open);

    // What these hold is described by Kubernetes, and refused by the API server if it is wrong.
    assertThat(open)
        .containsExactlyInAnyOrder(
            "/properties/global",
            "/properties/affinity/properties/nodeAffinity",
            "/properties/affinity/properties/podAffinity",
            "/properties/affinity/properties/podAntiAffinity",
            "/properties/extraEnv/items/properties/valueFrom",
            "/properties/networkPolicy/properties/extraEgress/items/properties/ports/items",
            "/properties/networkPolicy/properties/extraEgress/items/properties/to/items",
            "/properties/networkPolicy/properties/from/items/properties/namespaceSelector"
                + "/properties/matchExpressions/items",
            "/properties/networkPolicy/properties/from/items/properties/podSelector"
                + "/properties/matchExpressions/items",
            "/properties/topologySpreadConstraints/items/properties/labelSelector"
                + "/properties/matchExpressions/items",
            CONSOLE + "/affinity/properties/nodeAffinity",
            CONSOLE + "/affinity/properties/podAffinity",
            CONSOLE + "/affinity/properties/podAntiAffinity",
            CONSOLE + "/extraEnv/items/properties/valueFrom",
            CONSOLE + "/extraVolumes/items",
            CONSOLE + "/extraVolumeMounts/items",
            CONSOLE + "/networkPolicy/properties/extraEgress/items/properties/ports/items",
            CONSOLE + "/networkPolicy/properties/extraEgress/items/properties/to/items",
            CONSOLE
                + "/networkPolicy/properties/from/items/properties/namespaceSelector"
                + "/properties/matchExpressions/items",
            CONSOLE
                + "/networkPolicy/properties/from/items/properties/podSelector"
                + "/properties/matchExpressions/items",
            CONSOLE
                + "/topologySpreadConstraints/items/properties/labelSelector"
                + "/properties/matchExpressions/items");
  }

  @Test
  void everyValueIsInTheSchemaAndIsExplained() throws IOException {
    JsonNode values = Manifest.all(Chart.FOLDER.resolve("values.yaml")).get(0).tree();

    assertDescribed(values, schema(), "");
  }

  @Test
  void everyValueHasAComment() throws IOException {
    List<String> lines = Files.readAllLines(Chart.FOLDER.resolve("values.yaml"));
    List<String> bare = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      boolean holdsValue = lines.get(i).matches("\\s*[A-Za-z_]+: \\S.*");
      if (holdsValue && (i == 0 || !lines.get(i - 1).strip().startsWith("#"))) {
        bare.add(lines.get(i).strip());
      }
    }

    assertThat(bare).isEmpty();
  }

  private void assertRefused(String yaml, String message) throws IOException {
    Path values = folder.resolve("values.yaml");
    Files.writeString(values, yaml);
    assertThatThrownBy(() -> Chart.rendered(values)).hasMessageContaining(message);
  }

  private static void assertDescribed(JsonNode values, JsonNode schema, String path) {
    for (var value : values.properties()) {
      String place = path + "/" + value.getKey();
      JsonNode described = schema.path("properties").path(value.getKey());
      if (schema.path("additionalProperties").isObject()) {
        continue;
      }
      assertThat(described.path("description").asText()).as("%s", place).isNotEmpty();
      if (value.getValue().isObject()) {
        assertDescribed(value.getValue(), described, place);
      }
    }
  }

  private static void findOpenObjects(JsonNode schema, String path, List<String> open) {
    if (schema.path("type").asText().equals("object")
        && !schema.path("additionalProperties").isObject()
        && schema.path("additionalProperties").asBoolean(true)) {
      open.add(path);
    }
    for (var property : schema.path("properties").properties()) {
      findOpenObjects(property.getValue(), path + "/properties/" + property.getKey(), open);
    }
    if (schema.has("items")) {
      findOpenObjects(schema.get("items"), path + "/items", open);
    }
  }

  private static JsonNode schema() throws IOException {
    return new ObjectMapper().readTree(Chart.FOLDER.resolve("values.schema.json").toFile());
  }
}
