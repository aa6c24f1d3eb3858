package io.finsolutions.pipeline.operator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.generator.annotation.Default;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts a generated schema into the form that its records have. */
final class RecordSchema {
  private RecordSchema() {}

  /**
   * Orders fields and words as the classes do, where the generator sorts them by name. The default
   * of an object is what its annotation says and what follows from the defaults of its fields,
   * where the generator writes out whatever the record makes of it.
   */
  static void follow(JSONSchemaProps schema, Class<?> record) {
    Map<String, JSONSchemaProps> ordered = new LinkedHashMap<>();
    for (RecordComponent component : record.getRecordComponents()) {
      JSONSchemaProps field = schema.getProperties().get(component.getName());
      ordered.put(component.getName(), field);
      Type type = component.getGenericType();
      if (type instanceof Class<?> plain && plain.isEnum()) {
        field.setEnum(wordsOf(plain));
      } else if (isRecord(type)) {
        follow(field, (Class<?>) type);
        field.setDefault(defaultOf(component, field));
      } else if (type instanceof ParameterizedType list
          && isRecord(list.getActualTypeArguments()[0])) {
        follow(field.getItems().getSchema(), (Class<?>) list.getActualTypeArguments()[0]);
      }
    }
    schema.setProperties(ordered);
  }

  private static List<JsonNode> wordsOf(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> EnumWords.written((Enum<?>) constant))
        .<JsonNode>map(TextNode::valueOf)
        .toList();
  }

  private static boolean isRecord(Type type) {
    return type instanceof Class<?> plain && plain.isRecord();
  }

  private static JsonNode defaultOf(RecordComponent component, JSONSchemaProps field) {
    Default annotation = component.getAccessor().getAnnotation(Default.class);
    return annotation == null
        ? null
        : filled(Serialization.unmarshal(annotation.value(), ObjectNode.class), field);
  }

  // The API server wants a default to be valid by itself, before it fills it.
  private static ObjectNode filled(ObjectNode object, JSONSchemaProps schema) {
    schema
        .getProperties()
        .forEach(
            (name, field) -> {
              if (object.get(name) instanceof ObjectNode inner) {
                filled(inner, field);
              } else if (field.getDefault() != null && !object.has(name)) {
                object.set(name, field.getDefault());
              }
            });
    return object;
  }
}
