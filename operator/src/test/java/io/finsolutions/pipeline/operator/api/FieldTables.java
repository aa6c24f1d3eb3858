package io.finsolutions.pipeline.operator.api;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table of fields for each object of a schema; for objects that are alike, one table. */
final class FieldTables {
  private final Map<List<Object>, SchemaObject> objects = new LinkedHashMap<>();

  FieldTables(String path, JSONSchemaProps schema) {
    new SchemaObject(path, schema)
        .withInner()
        .forEach(object -> objects.putIfAbsent(object.shape(), object));
  }

  /** The tables in Markdown. */
  String text() {
    StringBuilder text = new StringBuilder();
    objects.values().forEach(object -> append(object, text));
    return text.toString();
  }

  private void append(SchemaObject object, StringBuilder text) {
    text.append("### ").append(object.path()).append("\n\n");
    text.append("| field | type | default | what it is | rules |\n|---|---|---|---|---|\n");
    object
        .schema()
        .getProperties()
        .forEach(
            (name, field) ->
                text.append(
                    row(
                        new SchemaObject(object.path() + "." + name, field),
                        object.schema().getRequired().contains(name))));
    text.append('\n');
    if (!object.schema().getXKubernetesValidations().isEmpty()) {
      text.append("Refused with these words:\n\n");
      object
          .schema()
          .getXKubernetesValidations()
          .forEach(rule -> text.append("- ").append(rule.getMessage()).append('\n'));
      text.append('\n');
    }
  }

  private String row(SchemaObject field, boolean isRequired) {
    FieldWords words = new FieldWords(field.schema());
    SchemaObject table = objects.get(field.item().shape());
    return Stream.of(
            "`" + field.path() + "`",
            table == null ? words.type() : "[" + words.type() + "](#" + anchor(table) + ")",
            words.defaultValue(),
            words.description(),
            words.rules(isRequired))
        .map(cell -> cell.isEmpty() ? " " : " " + cell + " ")
        .collect(Collectors.joining("|", "|", "|\n"));
  }

  // As GitHub makes it of a heading.
  private static String anchor(SchemaObject object) {
    return object.path().replace(".", "").toLowerCase(Locale.ROOT);
  }
}
