package io.finsolutions.pipeline.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.github.bucket4j.TimeMeter;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IssuedTokensTest {
  private final SetClock clock = new SetClock();
  private StandInIssuer issuer;
  private GuardedServer server;

  @BeforeEach
  void start() {
    issuer = new StandInIssuer(clock, "first");
    server = server(issuer.flags());
  }

  @AfterEach
  void stop() {
    server.close();
    issuer.close();
  }

  private GuardedServer server(String... flags) {
    return GuardedServer.with(clock, TimeMeter.SYSTEM_NANOTIME, flags);
  }

  @Test
  void aTokenOfTheIssuerLetsInAndItsKeysAreFetchedOnce() {
    for (int i = 0; i < 5; i++) {
      assertThat(server.getWithToken(issuer.token()).statusCode()).isEqualTo(200);
    }

    assertThat(issuer.fetches()).isEqualTo(1);
  }

  @Test
  void keysCanBeWhereASettingSays() {
    try (GuardedServer other = server(issuer.flags("--oidc-jwks-url=" + issuer.url() + "/keys"))) {
      issuer.callItself("https://somebody.example.org");

      assertThat(other.getWithToken(issuer.token()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aTokenOfAnotherIssuerIsRefused() {
    assertRefused(issuer.token(claims -> claims.issuer("https://other.example.org")));
    assertRefused(issuer.token(claims -> claims.issuer(null)));
  }

  @Test
  void aTokenForSomebodyElseIsRefused() {
    assertRefused(issuer.token(claims -> claims.audience("billing")));
    assertRefused(issuer.token(claims -> claims.audience((String) null)));
  }

  @Test
  void aTokenForSeveralLetsIn() {
    String token =
        issuer.token(claims -> claims.audience(List.of("billing", StandInIssuer.AUDIENCE)));

    assertThat(server.getWithToken(token).statusCode()).isEqualTo(200);
  }

  @Test
  void aTokenLetsInFromWhenToWhenItSays() {
    String token =
        issuer.token(claims -> claims.notBeforeTime(Date.from(clock.instant().plusSeconds(60))));

    assertRefused(token);
    clock.advance(Duration.ofMinutes(1));
    assertThat(server.getWithToken(token).statusCode()).isEqualTo(200);
    clock.advance(Duration.ofMinutes(59));
    assertThat(server.getWithToken(token).statusCode())
        .as("a clock may be half a minute off")
        .isEqualTo(200);
    clock.advance(Duration.ofSeconds(31));
    assertRefused(token);
  }

  @Test
  void aTokenThatNeverExpiresIsRefused() {
    assertRefused(issuer.token(claims -> claims.expirationTime(null)));
  }

  @Test
  void aTokenThatSaysNotWhoseItIsIsRefused() {
    assertRefused(issuer.token(claims -> claims.subject(null)));
  }

  @Test
  void aTokenWithoutSignatureIsRefused() {
    assertRefused(new PlainJWT(issuer.claims().build()).serialize());
  }

  @Test
  void aTokenThatSomebodyElseHasSignedIsRefused() {
    assertRefused(StandInIssuer.sign(StandInIssuer.newKey("first"), issuer.claims().build()));
  }

  @Test
  void aTokenWhoseClaimsWereChangedIsRefused() {
    String[] parts = issuer.token().split("\\.");
    String[] others = issuer.token(claims -> claims.subject("eve")).split("\\.");

    assertRefused(parts[0] + "." + others[1] + "." + parts[2]);
  }

  @Test
  void thePublicKeyIsNoSecretToSignWith() throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(),
            issuer.claims().build());
    token.sign(new MACSigner(issuer.key().toECPublicKey().getEncoded()));

    assertRefused(token.serialize());
  }

  @Test
  void aKeyThatATokenBringsAlongIsNotBelieved() throws JOSEException {
    var forged = StandInIssuer.newKey("forged");
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).jwk(forged.toPublicJWK()).build(),
            issuer.claims().build());
    token.sign(new ECDSASigner(forged));

    assertRefused(token.serialize());
  }

  @Test
  void aKeyOfTheOtherKindIsAsGood() throws JOSEException {
    RSAKey key = new RSAKeyGenerator(2048).keyID("rsa").generate();
    issuer.show(key);
    for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS256, JWSAlgorithm.PS512)) {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(algorithm).keyID("rsa").build(), issuer.claims().build());
      token.sign(new RSASSASigner(key));

      assertThat(server.getWithToken(token.serialize()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aTokenOfAnotherTypeIsRefusedAndAnAccessTokenIsNot() throws JOSEException {
    assertRefused(typed("secevent+jwt"));
    assertThat(server.getWithToken(typed("at+jwt")).statusCode()).isEqualTo(200);
    assertThat(server.getWithToken(typed("JWT")).statusCode()).isEqualTo(200);
  }

  @Test
  void aKeyThatTheIssuerHasRotatedToIsFetched() {
    String before = issuer.token();
    assertThat(server.getWithToken(before).statusCode()).isEqualTo(200);

    issuer.rotate("second");

    assertThat(server.getWithToken(issuer.token()).statusCode()).isEqualTo(200);
    assertRefused(before);
    assertThat(issuer.fetches()).isEqualTo(2);
  }

  @Test
  void tokensWithMadeUpKeysDoNotMakeItAskTheIssuerEachTime() {
    assertThat(server.getWithToken(issuer.token()).statusCode()).isEqualTo(200);
    JWTClaimsSet claims = issuer.claims().build();
    var forged = StandInIssuer.newKey("forged");

    for (int i = 0; i < 20; i++) {
      assertRefused(StandInIssuer.sign(forged, claims));
    }

    assertThat(issuer.fetches()).isEqualTo(2);
    assertThat(server.getWithToken(issuer.token()).statusCode()).isEqualTo(200);
  }

  @Test
  void anIssuerThatIsAwayIsNoFaultOfTheToken() {
    issuer.goAway();

    for (int i = 0; i < 5; i++) {
      HttpResponse<String> answer = server.getWithToken(issuer.token());
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValueAsLong("Retry-After")).hasValue(5);
      assertThat(answer.body()).startsWith("issuer_unavailable: ");
    }
  }

  @Test
  void keysThatAreKnownCountWhileTheIssuerIsAwayAndOthersMayBeGood() {
    assertThat(server.getWithToken(issuer.token()).statusCode()).isEqualTo(200);
    String before = issuer.token();
    issuer.goAway();
    issuer.rotate("second");

    assertThat(server.getWithToken(before).statusCode()).isEqualTo(200);
    assertThat(server.getWithToken(issuer.token()).statusCode()).isEqualTo(503);
    assertThat(server.getWithToken(issuer.token()).statusCode()).isEqualTo(503);
    assertThat(server.getWithToken(before).statusCode()).isEqualTo(200);
  }

  @Test
  void anIssuerThatCallsItselfOtherwiseIsNotBelieved() {
    issuer.callItself("https://somebody.example.org");

    assertThat(server.getWithToken(issuer.token()).statusCode()).isEqualTo(503);
    assertThat(issuer.fetches()).isZero();
  }

  @Test
  void aGoodTokenThatLacksAClaimIsForbidden() {
    try (GuardedServer traders = server(issuer.flags("--oidc-claim=groups=traders"))) {
      HttpResponse<String> without = traders.getWithToken(issuer.token());
      HttpResponse<String> with =
          traders.getWithToken(
              issuer.token(claims -> claims.claim("groups", List.of("staff", "traders"))));

      assertThat(without.statusCode()).isEqualTo(403);
      assertThat(without.body()).startsWith("forbidden: ").contains("groups=traders");
      assertThat(with.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void tokensOfAFileAndOfAnIssuerLetInSideBySide(@TempDir Path folder) throws IOException {
    Path tokens = Files.writeString(folder.resolve("tokens"), "ada: a-token-of-the-test");
    try (GuardedServer both = server(issuer.flags("--access-tokens-file=" + tokens))) {
      assertThat(both.getWithToken(issuer.token()).statusCode()).isEqualTo(200);
      issuer.goAway();
      assertThat(both.getWithToken("a-token-of-the-test").statusCode()).isEqualTo(200);
    }
  }

  private String typed(String type) throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID("first")
                .type(new JOSEObjectType(type))
                .build(),
            issuer.claims().build());
    token.sign(new ECDSASigner(issuer.key()));
    return token.serialize();
  }

  private void assertRefused(String token) {
    HttpResponse<String> answer = server.getWithToken(token);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .contains("Bearer realm=\"console\", error=\"invalid_token\"");
  }
}
