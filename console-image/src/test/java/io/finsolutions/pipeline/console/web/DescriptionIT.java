package io.finsolutions.pipeline.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.finsolutions.pipeline.console.TestConsole;
import io.finsolutions.pipeline.console.TestPipeline;
import io.finsolutions.pipeline.market.Side;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Asks for what the description of the API says, and for what it does not, and holds all answers
 * against it.
 */
class DescriptionIT {
  private static final Instant START = Instant.parse("2026-09-30T00:00:00Z");
  private static TestConsole console;
  private static JsonNode description;

  /** A question: a path and its query. */
  record Question(String path, String query) {
    String uri() {
      return path + (query.isEmpty() ? "" : "?" + query);
    }
  }

  @BeforeContainer
  static void start() throws SQLException {
    TestPipeline pipeline = TestPipeline.of("BTC-USD");
    for (int i = 0; i < 300; i++) {
      pipeline.count(
          List.of(pipeline.trade(i + 1, START.plusSeconds(7L * i), "0.5", "1", Side.BUY)));
    }
    pipeline.finish(START.plusSeconds(600));
    pipeline.execute(
        "INSERT INTO ops.missing_ids VALUES ('BTC-USD', 500, 501, now(), now(), 1)",
        "INSERT INTO ops.late_trades VALUES ('BTC-USD', 4, now(), 1, 1, 'BUY', 'live')",
        "INSERT INTO ops.differences VALUES (1, 'speed', 'BTC-USD', now(), 'open', '1', NULL)");
    console = TestConsole.of(pipeline, TestPipeline.of("ETH-USD"));
    description = console.json("/openapi.json");
  }

  @AfterContainer
  static void stop() {
    console.close();
  }

  @Example
  void everyPathAnswersAsDescribedWithoutAnyParameter() {
    for (String path : paths()) {
      if (needsSymbol(path)) {
        continue;
      }
      HttpResponse<String> answer = console.get(path.replace("{product}", "BTC-USD"));
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      holdAgainstDescription(path, answer);
    }
  }

  @Property(tries = 1_500)
  void noParameterOfAnyValueIsAnError(@ForAll("questions") Question question) {
    HttpResponse<String> answer =
        console.get(
            question.path().replace("{product}", "BTC-USD")
                + (question.query().isEmpty() ? "" : "?" + question.query()));

    assertThat(answer.statusCode()).as(question.uri()).isIn(200, 400, 404);
    holdAgainstDescription(question.path(), answer);
  }

  @Provide
  Arbitrary<Question> questions() {
    return Arbitraries.of(paths())
        .flatMap(path -> query(path).map(query -> new Question(path, query)));
  }

  private static Arbitrary<String> query(String path) {
    List<Arbitrary<String>> parameters = new ArrayList<>();
    for (JsonNode parameter : description.get("paths").get(path).get("get").get("parameters")) {
      if (parameter.get("in").asText().equals("query")) {
        String name = parameter.get("name").asText();
        parameters.add(
            value(parameter.get("schema"))
                .map(value -> name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8))
                .injectNull(0.6));
      }
    }
    parameters.add(
        Arbitraries.strings()
            .ofMaxLength(5)
            .map(text -> URLEncoder.encode(text, StandardCharsets.UTF_8) + "=1")
            .injectNull(0.97));
    return Combinators.combine(parameters)
        .as(given -> String.join("&", given.stream().filter(each -> each != null).toList()));
  }

  /** Mostly what the schema says, and sometimes anything. */
  private static Arbitrary<String> value(JsonNode schema) {
    List<String> sensible = new ArrayList<>();
    schema.path("enum").forEach(each -> sensible.add(each.asText()));
    sensible.addAll(
        List.of(
            "1",
            "0",
            "-1",
            "7",
            "10000",
            "10001",
            "99999999999",
            "1e9",
            "2026-09-30T00:05:00Z",
            "2026-09-30T01:05:00+01:00",
            "2026-02-30T00:00:00Z",
            "1790726400",
            "-99999999999",
            "99999999-01-01T00:00:00Z",
            "NaN",
            "Infinity",
            "BTC-USD",
            "'; DROP TABLE x; --",
            "%",
            "\u0000",
            "null"));
    return Arbitraries.frequencyOf(
        Tuple.of(9, Arbitraries.of(sensible)), Tuple.of(1, Arbitraries.strings().ofMaxLength(40)));
  }

  private static boolean needsSymbol(String path) {
    return path.equals("/udf/symbols") || path.equals("/udf/history") || path.endsWith("/stream");
  }

  private static List<String> paths() {
    List<String> paths = new ArrayList<>();
    description.get("paths").fieldNames().forEachRemaining(paths::add);
    paths.removeIf(path -> path.endsWith("/stream"));
    return paths;
  }

  private static void holdAgainstDescription(String path, HttpResponse<String> answer) {
    JsonNode get = description.get("paths").get(path).get("get");
    String type = answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
    if (type.equals("text/csv")) {
      return;
    }
    JsonNode content =
        get.get("responses").get(answer.statusCode() == 200 ? "200" : "default").get("content");
    assertThat(content.has(type)).as("%s answers %s", path, type).isTrue();
    if (type.endsWith("json")) {
      ObjectNode schema = content.get(type).get("schema").deepCopy();
      schema.set("components", description.get("components"));
      JsonSchema compiled =
          JsonSchemaFactory.getInstance(VersionFlag.V202012)
              .getSchema(
                  schema, SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
      assertThat(compiled.validate(TestConsole.parse(answer.body())))
          .as("%s: %s", path, answer.body())
          .isEmpty();
    }
  }
}
