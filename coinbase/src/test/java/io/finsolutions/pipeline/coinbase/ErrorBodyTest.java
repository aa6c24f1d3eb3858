package io.finsolutions.pipeline.coinbase;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorBodyTest {
  @Test
  void readsEachShapeOfAnError() throws Exception {
    List<String> words = new ArrayList<>();
    for (String line : Fixtures.lines("error_bodies.jsonl")) {
      JsonNode error = ExchangeJson.read(line.getBytes(StandardCharsets.UTF_8));
      String body = error.has("raw") ? error.path("raw").asText() : error.path("body").toString();
      words.add(error.path("status").asInt() + " " + inWords(body));
    }

    assertThat(words)
        .containsExactly(
            "404 NOT_FOUND: Product NOPE-USD not supported",
            "400 INVALID_ARGUMENT: start and end argument is invalid"
                + " - number of candles requested should be less than 350",
            "401 UNAUTHORIZED: Unauthorized",
            "401 Unauthorized",
            "429 rate_limit_exceeded: Too many requests");
  }

  @Test
  void anEmptyAnswerHasNoWords() {
    assertThat(inWords("")).isEqualTo("no words");
    assertThat(inWords(" \n ")).isEqualTo("no words");
  }

  @Test
  void aLongPageIsCutAndFitsOnALine() {
    assertThat(inWords("<html>\n\t<b>" + "x".repeat(5_000)))
        .hasSize(200)
        .startsWith("<html> <b>xxx")
        .endsWith("...");
  }

  private static String inWords(String body) {
    return ErrorBody.inWords(body.getBytes(StandardCharsets.UTF_8));
  }
}
