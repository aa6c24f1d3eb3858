package io.finsolutions.pipeline.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the real exchange sent. */
public final class Fixtures {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Fixtures() {}

  /** Opens a file of the test data. */
  public static InputStream open(String name) {
    InputStream file = Fixtures.class.getResourceAsStream(name);
    if (file == null) {
      throw new AssertionError("there is no test data " + name);
    }
    return file;
  }

  /** Reads a text file of the test data. */
  public static Reader reader(String name) {
    return new InputStreamReader(open(name), StandardCharsets.UTF_8);
  }

  /** All JSON values of a file of the test data. */
  static List<JsonNode> json(String name) {
    List<JsonNode> values = new ArrayList<>();
    try (var all = JSON.readerFor(JsonNode.class).<JsonNode>readValues(open(name))) {
      all.forEachRemaining(values::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return values;
  }

  /** The names of all fields with the types of their values, such as {@code price:STRING}. */
  static Set<String> shape(JsonNode object) {
    Set<String> shape = new TreeSet<>();
    object
        .properties()
        .forEach(field -> shape.add(field.getKey() + ":" + field.getValue().getNodeType()));
    return shape;
  }

  /** The names of all fields in their order. */
  static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
