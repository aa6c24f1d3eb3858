package io.finsolutions.pipeline.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What a table says of a field. */
record FieldWords(JSONSchemaProps field) {
  /** Its type, such as "list of strings". */
  String type() {
    if (Boolean.TRUE.equals(field.getXKubernetesIntOrString())) {
      return "amount";
    }
    if (field.getItems() != null) {
      return "list of " + new FieldWords(field.getItems().getSchema()).type() + "s";
    }
    if (field.getAdditionalProperties() != null) {
      return "map of " + new FieldWords(field.getAdditionalProperties().getSchema()).type() + "s";
    }
    return field.getType();
  }

  /** Its default; of an object only what does not follow from the defaults of its fields. */
  String defaultValue() {
    JsonNode value = field.getDefault();
    if (value == null) {
      return "";
    }
    if (value.isObject()) {
      return names(value).stream()
          .filter(name -> field.getProperties().get(name).getDefault() == null)
          .map(FieldWords::code)
          .collect(Collectors.joining(", "));
    }
    return code(value.asText());
  }

  /** What it is. */
  String description() {
    return field.getDescription() == null ? "" : cell(field.getDescription());
  }

  /** What it can be. */
  String rules(boolean isRequired) {
    List<String> rules = new ArrayList<>();
    if (isRequired) {
      rules.add("required");
    }
    if (!field.getEnum().isEmpty()) {
      rules.add(
          field.getEnum().stream()
              .map(word -> code(word.asText()))
              .collect(Collectors.joining(", ")));
    }
    if (field.getMinimum() != null) {
      rules.add(whole(field.getMinimum()) + " to " + whole(field.getMaximum()));
    }
    if (field.getMinLength() != null) {
      rules.add("not empty");
    }
    if (field.getMaxLength() != null) {
      rules.add("at most " + field.getMaxLength() + " characters");
    }
    if (field.getMaxItems() != null) {
      rules.add("at most " + field.getMaxItems());
    }
    if (field.getMaxProperties() != null) {
      rules.add("at most " + field.getMaxProperties());
    }
    if (field.getPattern() != null) {
      rules.add(code(field.getPattern()));
    }
    return String.join("; ", rules);
  }

  private static List<String> names(JsonNode object) {
    return StreamSupport.stream(((Iterable<String>) object::fieldNames).spliterator(), false)
        .toList();
  }

  private static long whole(Double number) {
    return number.longValue();
  }

  private static String code(String text) {
    return "`" + cell(text) + "`";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
