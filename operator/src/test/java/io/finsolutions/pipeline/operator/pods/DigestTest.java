package io.finsolutions.pipeline.operator.pods;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DigestTest {
  /** Another one would roll every pod of every pair with an upgrade of the operator. */
  @Test
  void isTheSameInEveryVersion() {
    assertThat(Digest.of("kafka:9092", "")).isEqualTo("6d795928c86d53a8");
  }

  @Test
  void changesWithAnyOfItsTexts() {
    assertThat(Digest.of("a", "b"))
        .isNotEqualTo(Digest.of("a", "c"))
        .isNotEqualTo(Digest.of("b", "a"))
        .isNotEqualTo(Digest.of("ab"));
  }

  @Test
  void tellsWhereATextEnds() {
    assertThat(Digest.of("ab", "c")).isNotEqualTo(Digest.of("a", "bc"));
  }

  @Test
  void theOrderOfASecretsKeysSaysNothing() {
    Map<String, String> one = new LinkedHashMap<>();
    one.put("username", "a");
    one.put("password", "b");
    Map<String, String> other = new LinkedHashMap<>();
    other.put("password", "b");
    other.put("username", "a");

    assertThat(Digest.ofData(one)).isEqualTo(Digest.ofData(other));
  }

  @Test
  void changesWithWhatASecretSays() {
    assertThat(Digest.ofData(Map.of("password", "a")))
        .isNotEqualTo(Digest.ofData(Map.of("password", "b")));
  }

  @Test
  void aSecretWithoutDataHasOneToo() {
    assertThat(Digest.ofData(null)).isEqualTo(Digest.ofData(Map.of()));
  }
}
