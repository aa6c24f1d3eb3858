package io.finsolutions.pipeline.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reasons and inputs of a signal as JSON: an array of sentences, and an object of numbers. */
final class SignalJson {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private SignalJson() {}

  static String reasons(List<String> reasons) {
    return write(
        json -> {
          json.writeStartArray();
          for (String reason : reasons) {
            json.writeString(reason);
          }
          json.writeEndArray();
        });
  }

  static String inputs(SortedMap<String, BigDecimal> inputs) {
    return write(
        json -> {
          json.writeStartObject();
          for (Map.Entry<String, BigDecimal> input : inputs.entrySet()) {
            json.writeNumberField(input.getKey(), input.getValue());
          }
          json.writeEndObject();
        });
  }

  static List<String> reasons(String text) {
    List<String> reasons = new ArrayList<>();
    read(
        text,
        json -> {
          while (json.nextToken() == JsonToken.VALUE_STRING) {
            reasons.add(json.getText());
          }
        });
    return reasons;
  }

  static SortedMap<String, BigDecimal> inputs(String text) {
    SortedMap<String, BigDecimal> inputs = new TreeMap<>();
    read(
        text,
        json -> {
          String name = json.nextFieldName();
          while (name != null) {
            json.nextToken();
            inputs.put(name, json.getDecimalValue());
            name = json.nextFieldName();
          }
        });
    return inputs;
  }

  private interface Writing {
    void into(JsonGenerator json) throws IOException;
  }

  private interface Reading {
    void from(JsonParser json) throws IOException;
  }

  private static String write(Writing writing) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      writing.into(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** The reader stands at the start of the array or the object. */
  private static void read(String text, Reading reading) {
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      reading.from(json);
    } catch (IOException e) {
      throw new UncheckedIOException("no JSON of a signal: " + text, e);
    }
  }
}
