package io.finsolutions.pipeline.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
  private static final String TOKEN = "a-token-of-the-test";

  @TempDir static Path folder;
  private static GuardedServer server;

  @BeforeAll
  static void start() throws IOException {
    Path tokens = Files.writeString(folder.resolve("tokens"), "ada: " + TOKEN);
    server = GuardedServer.with("--access-tokens-file=" + tokens);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "bearer ", "BEARER   "})
  void aTokenLetsIn(String scheme) {
    HttpResponse<String> answer = server.get(GuardedServer.PATH, "Authorization", scheme + TOKEN);

    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/docs", "/assets/page.js"})
  void thePageAndTheDescriptionAreOpen(String path) {
    assertThat(server.get(path).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/products",
        "/v1/products/",
        "/v1",
        "/V1/products",
        "//v1/products",
        "/udf/time",
        "/v1/products;assets",
        "/assets/../v1/products",
        "/assets/%2e%2e/v1/products",
        "/docs/../v1/products",
        "/docs/..%2fv1/products",
        "/%76%31/products",
        "/anything/else",
        "/docsother",
      })
  void allElseIsClosedHoweverItIsWritten(String path) {
    assertThat(server.get(path).statusCode()).isIn(400, 401);
  }

  @Test
  void whoHasNoTokenIsToldHowToSendOne() {
    HttpResponse<String> answer = server.get(GuardedServer.PATH);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .contains("Bearer realm=\"console\"");
    assertThat(answer.body()).startsWith("unauthorized: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer another-token-of-the-test",
        "Bearer " + TOKEN + "x",
        "Bearer " + TOKEN + " more",
        "Bearer " + TOKEN + "," + TOKEN,
        "Bearer",
        "Basic YWRhOmFkYQ==",
        TOKEN,
        "Token " + TOKEN,
        "Bearer eyJhbGciOiJub25lIn0.e30.",
      })
  void anythingElseThanATokenIsRefused(String header) {
    HttpResponse<String> answer = server.get(GuardedServer.PATH, "Authorization", header);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .contains("Bearer realm=\"console\", error=\"invalid_token\"");
  }

  @Test
  void aTokenInTheAddressDoesNotLetIn() {
    assertThat(server.get(GuardedServer.PATH + "?access_token=" + TOKEN).statusCode())
        .isEqualTo(401);
  }

  @Test
  void twoHeadersAreRefusedSinceAProxyMayHaveReadTheOther() {
    HttpResponse<String> answer =
        server.get(
            GuardedServer.PATH,
            "Authorization",
            "Bearer " + TOKEN,
            "Authorization",
            "Bearer " + TOKEN);

    assertThat(answer.statusCode()).isEqualTo(401);
  }

  @Test
  void withoutTokensAndIssuerAllMayLook() {
    try (GuardedServer open = GuardedServer.with()) {
      assertThat(open.get(GuardedServer.PATH).statusCode()).isEqualTo(200);
    }
  }
}
