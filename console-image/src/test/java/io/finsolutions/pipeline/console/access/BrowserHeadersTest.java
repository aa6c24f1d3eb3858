package io.finsolutions.pipeline.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserHeadersTest {
  private static final String CHARTS = "https://charts.example.org";

  @ParameterizedTest
  @ValueSource(strings = {"/", GuardedServer.PATH, "/assets/page.js", "/is/not/there"})
  void everyAnswerSaysHowLittleThePageNeeds(String path) {
    try (GuardedServer server = GuardedServer.with()) {
      HttpHeaders headers = server.get(path).headers();

      assertThat(headers.firstValue("Content-Security-Policy"))
          .hasValueSatisfying(
              policy ->
                  assertThat(policy)
                      .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                      .doesNotContain("unsafe", "*"));
      assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
      assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
      assertThat(headers.firstValue("Permissions-Policy")).isPresent();
      assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
      assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");
      assertThat(headers.firstValue("Strict-Transport-Security")).isEmpty();
      assertThat(headers.firstValue("Server")).isEmpty();
    }
  }

  @Test
  void browsersAreToldToStayWithTlsOnlyWhereTheyCameByIt() {
    try (GuardedServer server = GuardedServer.with("--trusted-proxy=127.0.0.1");
        GuardedServer trustful = GuardedServer.with()) {
      assertThat(strictTransport(server, "https")).isTrue();
      assertThat(strictTransport(server, "http")).isFalse();
      assertThat(strictTransport(server, "https, http")).isFalse();
      assertThat(strictTransport(trustful, "https")).isFalse();
    }
  }

  @Test
  void pagesOfOtherOriginsReadNothingByDefault() {
    try (GuardedServer server = GuardedServer.with()) {
      HttpResponse<String> answer = server.get(GuardedServer.PATH, "Origin", CHARTS);

      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
      assertThat(preflight(server, CHARTS).headers().firstValue("Access-Control-Allow-Origin"))
          .isEmpty();
    }
  }

  @Test
  void pagesOfAnOriginThatIsLetInReadAnswersAndTheirHeaders() {
    try (GuardedServer server = GuardedServer.with("--cors-origin=" + CHARTS)) {
      HttpHeaders headers = server.get(GuardedServer.PATH, "Origin", CHARTS).headers();

      assertThat(headers.firstValue("Access-Control-Allow-Origin")).contains(CHARTS);
      assertThat(headers.allValues("Vary")).contains("Origin");
      assertThat(headers.firstValue("Access-Control-Expose-Headers"))
          .hasValueSatisfying(exposed -> assertThat(exposed).contains("ETag", "Retry-After"));
      assertThat(headers.firstValue("Access-Control-Allow-Credentials")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://charts.example.org.evil.org",
        "http://charts.example.org",
        "https://charts.example.org:8443",
        "null",
      })
  void anOriginThatOnlyLooksLikeItReadsNothing(String origin) {
    try (GuardedServer server = GuardedServer.with("--cors-origin=" + CHARTS)) {
      HttpHeaders headers = server.get(GuardedServer.PATH, "Origin", origin).headers();

      assertThat(headers.firstValue("Access-Control-Allow-Origin")).isEmpty();
      assertThat(headers.allValues("Vary")).contains("Origin");
    }
  }

  @Test
  void aBrowserMayAskBeforehandWithoutAToken(@TempDir Path folder) throws IOException {
    Path tokens = Files.writeString(folder.resolve("tokens"), "ada: the-token-of-ada-here");
    try (GuardedServer server =
        GuardedServer.with("--cors-origin=" + CHARTS, "--access-tokens-file=" + tokens)) {
      HttpResponse<String> answer = preflight(server, CHARTS);

      assertThat(answer.statusCode()).isEqualTo(204);
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(CHARTS);
      assertThat(answer.headers().firstValue("Access-Control-Allow-Methods")).contains("GET, HEAD");
      assertThat(answer.headers().firstValue("Access-Control-Allow-Headers"))
          .hasValueSatisfying(
              allowed -> assertThat(allowed).contains("Authorization", "Last-Event-ID"));
      HttpResponse<String> refused = server.get(GuardedServer.PATH, "Origin", CHARTS);
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).contains(CHARTS);
    }
  }

  @Test
  void allOriginsCanBeLetIn() {
    try (GuardedServer server = GuardedServer.with("--cors-origin=*")) {
      HttpHeaders headers = server.get(GuardedServer.PATH, "Origin", CHARTS).headers();

      assertThat(headers.firstValue("Access-Control-Allow-Origin")).contains("*");
    }
  }

  private static boolean strictTransport(GuardedServer server, String scheme) {
    return server
        .get("/", "X-Forwarded-Proto", scheme)
        .headers()
        .firstValue("Strict-Transport-Security")
        .isPresent();
  }

  private static HttpResponse<String> preflight(GuardedServer server, String origin) {
    return server.send(
        "OPTIONS",
        GuardedServer.PATH,
        "Origin",
        origin,
        "Access-Control-Request-Method",
        "GET",
        "Access-Control-Request-Headers",
        "authorization");
  }
}
