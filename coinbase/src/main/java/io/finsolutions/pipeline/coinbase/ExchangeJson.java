package io.finsolutions.pipeline.coinbase;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads the exchange's JSON. It writes some numbers as strings and others as numbers, and not
 * always as documented, so both are understood; decimals stay exact either way.
 */
final class ExchangeJson {
  private static final int MAX_NESTING = 32;
  private static final int MAX_STRING_LENGTH = 1 << 20;
  private static final int MAX_NUMBER_LENGTH = 64;
  private static final int MAX_DIGITS = 40;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_NESTING)
                          .maxStringLength(MAX_STRING_LENGTH)
                          .maxNumberLength(MAX_NUMBER_LENGTH)
                          .build())
                  // A field that is there twice: who is to say which of the two is meant?
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ExchangeJson() {}

  static ObjectNode newObject() {
    return JSON.createObjectNode();
  }

  static JsonNode read(byte[] bytes) throws UnreadableException {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw new UnreadableException("it is not well-formed JSON", e);
    }
  }

  static JsonNode readObject(byte[] bytes) throws UnreadableException {
    JsonNode node = read(bytes);
    if (!node.isObject()) {
      throw new UnreadableException("it is not a JSON object");
    }
    return node;
  }

  static JsonNode array(JsonNode object, String field) throws UnreadableException {
    JsonNode node = object.path(field);
    if (!node.isArray()) {
      throw new UnreadableException("it has no array \"" + field + "\"");
    }
    return node;
  }

  static String text(JsonNode object, String field) throws UnreadableException {
    JsonNode node = object.path(field);
    if (!node.isTextual()) {
      throw new UnreadableException("it has no string \"" + field + "\"");
    }
    return node.textValue();
  }

  /** The text of an optional field; nothing where it is absent, null or empty. */
  static Optional<String> optionalText(JsonNode object, String field) {
    JsonNode node = object.path(field);
    return node.isNull() || node.asText().isEmpty() ? Optional.empty() : Optional.of(node.asText());
  }

  static long integer(JsonNode object, String field) throws UnreadableException {
    JsonNode node = object.path(field);
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return node.longValue();
    }
    if (node.isTextual()) {
      try {
        return Long.parseLong(node.textValue());
      } catch (NumberFormatException e) {
        throw new UnreadableException("its \"" + field + "\" is not a whole number", e);
      }
    }
    throw new UnreadableException("it has no whole number \"" + field + "\"");
  }

  static BigDecimal decimal(JsonNode object, String field) throws UnreadableException {
    JsonNode node = object.path(field);
    BigDecimal value;
    if (node.isNumber()) {
      value = node.decimalValue();
    } else if (node.isTextual() && node.textValue().length() <= MAX_NUMBER_LENGTH) {
      try {
        value = new BigDecimal(node.textValue());
      } catch (NumberFormatException e) {
        throw new UnreadableException("its \"" + field + "\" is not a number", e);
      }
    } else {
      throw new UnreadableException("it has no number \"" + field + "\"");
    }
    // A short text can stand for a number of a billion digits; no sum of such must ever be tried.
    if (Math.abs((long) value.scale()) > MAX_DIGITS || value.precision() > MAX_DIGITS) {
      throw new UnreadableException("its \"" + field + "\" is out of range");
    }
    return value;
  }

  static Instant time(JsonNode object, String field) throws UnreadableException {
    String text = text(object, field);
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new UnreadableException("its \"" + field + "\" is not a time", e);
    }
  }
}
