package io.finsolutions.pipeline.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever a client sends as its token, it is refused and nothing else happens. */
class AuthorizationHeaderPropertyTest {
  private static StandInIssuer issuer;
  private static GuardedServer server;
  private static Path tokens;

  @BeforeContainer
  static void start() throws IOException {
    SetClock clock = new SetClock();
    issuer = new StandInIssuer(clock, "first");
    tokens = Files.writeString(Files.createTempFile("tokens", ""), "ada: a-token-of-the-test");
    server =
        GuardedServer.with(
            clock,
            TimeMeter.SYSTEM_NANOTIME,
            issuer.flags("--access-tokens-file=" + tokens, "--requests-per-minute=0"));
  }

  @AfterContainer
  static void stop() throws IOException {
    server.close();
    issuer.close();
    Files.delete(tokens);
  }

  @Property(tries = 200)
  void anyBytesAreRefused(@ForAll("bytes") byte[] value) throws IOException {
    assertThat(status(value)).isIn(400, 401, 431);
  }

  @Property(tries = 200)
  void anyTextBehindBearerIsRefused(@ForAll("text") String token) throws IOException {
    assertThat(status(("Bearer " + token).getBytes(StandardCharsets.UTF_8))).isIn(400, 401, 431);
  }

  @Property(tries = 200)
  void anyThreePartsAreRefused(
      @ForAll("json") String header, @ForAll("json") String claims, @ForAll byte[] signature)
      throws IOException {
    String token = part(header) + "." + part(claims) + "." + part(signature);

    assertThat(status(("Bearer " + token).getBytes(StandardCharsets.UTF_8))).isIn(401, 431);
  }

  @Property(tries = 200)
  void aGoodTokenWithAnyCharacterChangedIsRefused(
      @ForAll @IntRange(max = 10_000) int position, @ForAll("tokenCharacter") char other)
      throws IOException {
    char[] token = issuer.token().toCharArray();
    int place = position % token.length;
    boolean isLast = place == token.length - 1;
    boolean isSame = token[place] == other;
    token[place] = other;

    int status = status(("Bearer " + new String(token)).getBytes(StandardCharsets.UTF_8));

    // Of the last character of a signature some bits mean nothing.
    assertThat(status).isIn(isLast || isSame ? new Object[] {200, 401} : new Object[] {401});
  }

  @Provide
  Arbitrary<byte[]> bytes() {
    return Arbitraries.bytes()
        .filter(one -> one != '\r' && one != '\n')
        .array(byte[].class)
        .ofMaxSize(300);
  }

  @Provide
  Arbitrary<String> text() {
    return Arbitraries.strings().withCharRange('!', '~').withChars("..-_=+/ ").ofMaxLength(200);
  }

  @Provide
  Arbitrary<String> json() {
    Arbitrary<String> names =
        Arbitraries.of(
            "alg", "kid", "typ", "crit", "jwk", "jku", "x5c", "b64", "exp", "iss", "cty");
    Arbitrary<String> values =
        Arbitraries.of(
            "\"RS256\"",
            "\"none\"",
            "\"HS256\"",
            "\"\"",
            "null",
            "1",
            "-1e999",
            "1e400",
            "{}",
            "[]",
            "[1]",
            "{\"kty\":\"RSA\"}",
            "\"first\"",
            "true",
            "\"\\u0000\"",
            "[".repeat(500));
    return Combinators.combine(names, values, names, values)
        .as(
            (name, value, other, otherValue) ->
                "{\"alg\":\"ES256\",\""
                    + name
                    + "\":"
                    + value
                    + ",\""
                    + other
                    + "\":"
                    + otherValue
                    + "}");
  }

  @Provide
  Arbitrary<Character> tokenCharacter() {
    return Arbitraries.chars().range('a', 'z').range('A', 'Z').range('0', '9').with('-', '_', '.');
  }

  private static String part(String text) {
    return part(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String part(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The status of an answer to a request that no polite client would send. */
  private static int status(byte[] authorization) throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(
        ("GET " + GuardedServer.PATH + " HTTP/1.1\r\nHost: console\r\nConnection: close\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    request.writeBytes("Authorization: ".getBytes(StandardCharsets.US_ASCII));
    request.writeBytes(authorization);
    request.writeBytes("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.getOutputStream().write(request.toByteArray());
      InputStream answer = socket.getInputStream();
      String start = new String(answer.readNBytes(12), StandardCharsets.US_ASCII);
      answer.readAllBytes();
      assertThat(start).startsWith("HTTP/1.1 ");
      return Integer.parseInt(start.substring(9));
    }
  }
}
