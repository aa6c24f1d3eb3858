package io.finsolutions.pipeline.console.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A parameter of a query: how it is read, and how the API's description tells of it.
 *
 * @param name its name
 * @param description a sentence for people
 * @param schema writes its JSON schema
 * @param reader reads a value
 * @param <T> what it is read as
 */
record Parameter<T>(
    String name, String description, Consumer<ObjectNode> schema, Reader<T> reader) {

  /** Reads a value that is given. */
  interface Reader<T> {
    /**
     * Reads it.
     *
     * @throws IllegalArgumentException with what to write instead
     */
    T read(String text);
  }

  /** The value, if it is given. */
  Optional<T> of(Context request) {
    List<String> values = request.queryParams(name);
    if (values.size() > 1) {
      throw bad("\"" + name + "\" is there " + values.size() + " times: write it once");
    }
    if (values.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(reader.read(values.get(0)));
    } catch (IllegalArgumentException e) {
      throw bad(e.getMessage());
    }
  }

  /** The value, or what holds if it is not given. */
  T of(Context request, T otherwise) {
    return of(request).orElse(otherwise);
  }

  /** The problem of a value that cannot be. */
  Problem bad(String detail) {
    return new Problem(400, "bad_parameter", detail).of(name);
  }
}
