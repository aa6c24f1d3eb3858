package io.finsolutions.pipeline.coinbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.io.ByteArrayOutputStream;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CdpTokensTest {
  private static final String NAME = "organizations/one/apiKeys/two";
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @Test
  void anEcKeyInSec1SignsWithEs256() throws Exception {
    KeyPair pair = ecKeyPair("secp256r1");

    assertSignedWithEs256(pair, pem("EC PRIVATE KEY", sec1(pair)));
  }

  @Test
  void lineBreaksMayBeWrittenAsBackslashAndN() throws Exception {
    KeyPair pair = ecKeyPair("secp256r1");

    assertSignedWithEs256(pair, pem("EC PRIVATE KEY", sec1(pair)).replace("\n", "\\n"));
  }

  @Test
  void anEcKeyInPkcs8SignsWithEs256() throws Exception {
    KeyPair pair = ecKeyPair("secp256r1");

    assertSignedWithEs256(pair, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
  }

  @Test
  void anEd25519SeedWithOrWithoutItsPublicKeySigns() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
    byte[] encoded = pair.getPublic().getEncoded();
    byte[] publicKey = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);

    assertSignedWithEd25519(pair, base64(seed));
    assertSignedWithEd25519(pair, base64(join(seed, publicKey)));
    assertSignedWithEd25519(pair, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
  }

  @Test
  void aTokenForARequestNamesItsMethodHostAndPathWithoutQuery() throws Exception {
    SignedJWT token =
        SignedJWT.parse(
            tokens()
                .forRequest(
                    "GET",
                    HttpUrl.get("https://api.coinbase.com/api/v3/brokerage/time?limit=1#part")));

    assertThat(token.getHeader().getKeyID()).isEqualTo(NAME);
    assertThat(token.getHeader().getType().getType()).isEqualTo("JWT");
    assertThat((String) token.getHeader().getCustomParam("nonce")).matches("[0-9a-f]{32}");
    assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo(NAME);
    assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("cdp");
    assertThat(token.getJWTClaimsSet().getNotBeforeTime()).isEqualTo(NOW);
    assertThat(token.getJWTClaimsSet().getExpirationTime())
        .isEqualTo(NOW.plus(Duration.ofSeconds(120)));
    assertThat(token.getJWTClaimsSet().getStringClaim("uri"))
        .isEqualTo("GET api.coinbase.com/api/v3/brokerage/time");
  }

  @Test
  void aTokenForTheFeedNamesNoRequest() throws Exception {
    SignedJWT token = SignedJWT.parse(tokens().forFeed());

    assertThat(token.getJWTClaimsSet().getClaims()).containsOnlyKeys("sub", "iss", "nbf", "exp");
  }

  @Test
  void noTwoTokensAreTheSame() throws Exception {
    CdpTokens tokens = tokens();

    assertThat(SignedJWT.parse(tokens.forFeed()).getHeader().getCustomParam("nonce"))
        .isNotEqualTo(SignedJWT.parse(tokens.forFeed()).getHeader().getCustomParam("nonce"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "c2hvcnQtc2VjcmV0",
        "not base64 at all!",
        "-----BEGIN EC PRIVATE KEY-----\nc2hvcnQtc2VjcmV0\n-----END EC PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\nc2hvcnQtc2VjcmV0\n-----END PRIVATE KEY-----",
        "-----BEGIN EC PRIVATE KEY-----\n!\n-----END EC PRIVATE KEY-----",
        "-----BEGIN CERTIFICATE-----\nc2hvcnQtc2VjcmV0\n-----END CERTIFICATE-----",
      })
  void anythingElseIsRefusedWithoutShowingIt(String secret) {
    assertThatThrownBy(() -> CdpKey.parse(NAME, secret))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("c2hvcnQ")
        .hasMessageNotContaining("short-secret");
  }

  @Test
  void aKeyOfAnotherCurveIsRefused() throws Exception {
    String pem = pem("PRIVATE KEY", ecKeyPair("secp384r1").getPrivate().getEncoded());

    assertThatThrownBy(() -> CdpKey.parse(NAME, pem))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("P-256");
  }

  @Test
  void aKeyDoesNotShowItsSecret() {
    String secret = base64(new byte[32]);

    assertThat(CdpKey.parse(NAME, secret)).hasToString("CdpKey[" + NAME + ", EdDSA]");
  }

  private static CdpTokens tokens() {
    return tokens(base64(new byte[32]));
  }

  private static CdpTokens tokens(String secret) {
    return new CdpTokens(CdpKey.parse(NAME, secret), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static void assertSignedWithEs256(KeyPair pair, String secret) throws Exception {
    SignedJWT token = SignedJWT.parse(tokens(secret).forFeed());

    assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
    assertThat(token.verify(new ECDSAVerifier((ECPublicKey) pair.getPublic()))).isTrue();
  }

  private static void assertSignedWithEd25519(KeyPair pair, String secret) throws Exception {
    SignedJWT token = SignedJWT.parse(tokens(secret).forFeed());

    assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("EdDSA");
    assertThat(isSignedBy(pair.getPublic(), token.getSigningInput(), token.getSignature().decode()))
        .isTrue();
  }

  private static boolean isSignedBy(PublicKey key, byte[] input, byte[] signature)
      throws Exception {
    Signature verification = Signature.getInstance("Ed25519");
    verification.initVerify(key);
    verification.update(input);
    return verification.verify(signature);
  }

  private static KeyPair ecKeyPair(String curve) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  /** The key as RFC 5915 has it, with curve and public key, for P-256. */
  private static byte[] sec1(KeyPair pair) {
    byte[] encodedPublic = pair.getPublic().getEncoded();
    byte[] point =
        Arrays.copyOfRange(encodedPublic, encodedPublic.length - 65, encodedPublic.length);
    return join(
        HexFormat.of().parseHex("30770201010420"),
        unsigned32(((ECPrivateKey) pair.getPrivate()).getS().toByteArray()),
        HexFormat.of().parseHex("a00a06082a8648ce3d030107a144034200"),
        point);
  }

  private static byte[] unsigned32(byte[] number) {
    byte[] fixed = new byte[32];
    int length = Math.min(number.length, 32);
    System.arraycopy(number, number.length - length, fixed, 32 - length, length);
    return fixed;
  }

  private static String pem(String type, byte[] der) {
    return "-----BEGIN "
        + type
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + type
        + "-----\n";
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] join(byte[]... parts) {
    var joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
