package io.finsolutions.pipeline.operator.api;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A rule that the API server holds resources to.
 *
 * @param says what the API server says, among other things, to who breaks it
 */
record SchemaRule(String says) {
  /**
   * All rules for what people write. Rules of the status are not among them: the operator writes
   * it.
   */
  static Set<SchemaRule> of(JSONSchemaProps resource) {
    Map<?, ?> schema = new KubernetesSerialization().convertValue(resource, Map.class);
    Map<?, ?> fields = (Map<?, ?>) schema.get("properties");
    Set<SchemaRule> rules = new LinkedHashSet<>();
    schema.forEach(
        (keyword, value) -> {
          if (!keyword.equals("properties")) {
            collect("", (String) keyword, value, rules);
          }
        });
    collect("spec", (Map<?, ?>) fields.get("spec"), rules);
    return rules;
  }

  private static void collect(String path, Map<?, ?> schema, Set<SchemaRule> rules) {
    schema.forEach((keyword, value) -> collect(path, (String) keyword, value, rules));
  }

  private static void collect(String path, String keyword, Object value, Set<SchemaRule> rules) {
    switch (keyword) {
      case "default", "description", "type" -> {}
      case "x-kubernetes-preserve-unknown-fields" -> {}
      // An amount, which may be a number or a text.
      case "anyOf", "x-kubernetes-int-or-string" -> {}
      case "properties" ->
          ((Map<?, ?>) value)
              .forEach((name, field) -> collect(path + "." + name, (Map<?, ?>) field, rules));
      case "items" -> collect(path + "[0]", (Map<?, ?>) value, rules);
      case "additionalProperties" -> collect(path + ".*", (Map<?, ?>) value, rules);
      case "x-kubernetes-validations" ->
          ((List<?>) value)
              .forEach(
                  rule -> rules.add(new SchemaRule((String) ((Map<?, ?>) rule).get("message"))));
      case "required" ->
          ((List<?>) value)
              .forEach(
                  name ->
                      rules.add(
                          new SchemaRule(
                              (path.isEmpty() ? "" : path + ".") + name + ": Required value")));
      case "enum" -> rules.add(new SchemaRule(path + ": Unsupported value"));
      case "pattern" -> rules.add(inBody(path, "match '" + value + "'"));
      case "minimum" -> rules.add(inBody(path, "be greater than or equal to " + whole(value)));
      case "maximum" -> rules.add(inBody(path, "be less than or equal to " + whole(value)));
      case "minLength" -> rules.add(inBody(path, "be at least " + value + " chars long"));
      case "maxLength" ->
          rules.add(new SchemaRule(path + ": Too long: may not be more than " + value + " bytes"));
      case "maxItems", "maxProperties" -> rules.add(new SchemaRule(path + ": Too many"));
      default ->
          throw new IllegalStateException(
              "What does the API server say to who breaks " + keyword + " at " + path + "?");
    }
  }

  private static SchemaRule inBody(String path, String what) {
    return new SchemaRule(path + " in body should " + what);
  }

  private static long whole(Object number) {
    return ((Number) number).longValue();
  }
}
