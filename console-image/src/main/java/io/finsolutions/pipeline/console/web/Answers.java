package io.finsolutions.pipeline.console.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Answers in JSON. */
final class Answers {
  private static final JsonFactory JSON = new JsonFactory();

  /** Writes what is answered. */
  @FunctionalInterface
  interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  private Answers() {}

  /** Answers an object. */
  static void object(Context request, Content content) {
    json(
        request,
        json -> {
          json.writeStartObject();
          content.write(json);
          json.writeEndObject();
        });
  }

  /** Answers an array. */
  static void array(Context request, Content content) {
    json(
        request,
        json -> {
          json.writeStartArray();
          content.write(json);
          json.writeEndArray();
        });
  }

  private static void json(Context request, Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      content.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    request
        .header("Cache-Control", "private, no-cache")
        .contentType("application/json")
        .result(bytes.toByteArray());
  }

  /** Writes a field that may have no value. */
  static void text(JsonGenerator json, String name, Optional<?> value) throws IOException {
    json.writeFieldName(name);
    if (value.isPresent()) {
      json.writeString(value.get().toString());
    } else {
      json.writeNull();
    }
  }
}
