package io.finsolutions.pipeline.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokensTest {
  private static final String TOKEN = "0123456789abcdef";

  /** Of {@link #TOKEN}, by sha256sum. */
  private static final String DIGEST =
      "9f9f5111f7b27a781f1f1ddde5ebc2dd2b796bfc7365c9c28b548e564176929f";

  @Test
  void aTokenIsOfTheClientWhoseLineItIsIn() {
    AccessTokens tokens =
        AccessTokens.parse(
            List.of("# readers", "", "ada: " + TOKEN, "grace:fedcba9876543210==", "  "));

    assertThat(tokens.problems()).isEmpty();
    assertThat(tokens.clientOf(TOKEN)).contains("ada");
    assertThat(tokens.clientOf("fedcba9876543210==")).contains("grace");
    assertThat(tokens.clientOf("fedcba9876543210=")).isEmpty();
    assertThat(tokens.clientOf("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada: sha256:" + DIGEST, "ada: sha256:" + DIGEST + " "})
  void aTokenCanBeGivenByItsDigest(String line) {
    AccessTokens tokens = AccessTokens.parse(List.of(line));

    assertThat(tokens.clientOf(TOKEN)).contains("ada");
    assertThat(tokens.clientOf(DIGEST)).isEmpty();
    assertThat(tokens.clientOf("sha256:" + DIGEST)).isEmpty();
  }

  @Test
  void aClientCanHaveTwoSoThatOneCanBeReplaced() {
    AccessTokens tokens =
        AccessTokens.parse(List.of("ada: " + TOKEN, "ada: abcdefghijklmnopqrstuvwxyz"));

    assertThat(tokens.clientOf(TOKEN)).contains("ada");
    assertThat(tokens.clientOf("abcdefghijklmnopqrstuvwxyz")).contains("ada");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada: tooshort",
        "ada: 0123456789abcdef!",
        "ada: sha256:9f9f",
        "ada 0123456789abcdef",
        "0123456789abcdef",
        ": 0123456789abcdef",
      })
  void aBadLineIsNamedWithoutItsToken(String line) {
    AccessTokens tokens = AccessTokens.parse(List.of("# a comment", line));

    assertThat(tokens.entries()).isEmpty();
    assertThat(tokens.problems())
        .singleElement()
        .asString()
        .containsAnyOf("line 2", "token of ada")
        .doesNotContain("0123456789abcdef", "tooshort", "9f9f");
  }
}
