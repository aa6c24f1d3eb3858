package io.finsolutions.pipeline.coinbase;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Says in one line what an answer with an error says. The exchange has four shapes of JSON for it,
 * and plain text; what stands before it may answer with anything.
 */
final class ErrorBody {
  private static final int MAX_LENGTH = 200;
  private static final List<String> FIELDS = List.of("error", "id", "message", "error_details");

  private ErrorBody() {}

  /** The words of an error, at most 200 characters; {@code "no words"} for an empty answer. */
  static String inWords(byte[] body) {
    Set<String> words = new LinkedHashSet<>();
    try {
      JsonNode node = ExchangeJson.read(body);
      addWords(node, words);
      for (JsonNode error : node.path("errors")) {
        addWords(error, words);
      }
    } catch (UnreadableException e) {
      words.clear();
    }
    String text =
        words.isEmpty() ? new String(body, StandardCharsets.UTF_8) : String.join(": ", words);
    String excerpt = excerpt(text);
    return excerpt.isEmpty() ? "no words" : excerpt;
  }

  /** The beginning of a foreign text on one line, fit for a log. */
  static String excerpt(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH - 3) + "...";
  }

  private static void addWords(JsonNode node, Set<String> words) {
    for (String field : FIELDS) {
      ExchangeJson.optionalText(node, field).ifPresent(words::add);
    }
  }
}
