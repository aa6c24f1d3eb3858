package io.finsolutions.pipeline.coinbase;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import okhttp3.HttpUrl;

/**
 * Signs requests and subscriptions with a key: each gets a JWT of its own, good for two minutes.
 */
final class CdpTokens {
  private static final String ISSUER = "cdp";
  private static final Duration LIFETIME = Duration.ofMinutes(2);
  private static final int NONCE_BYTES = 16;

  private final CdpKey key;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  CdpTokens(CdpKey key, Clock clock) {
    this.key = key;
    this.clock = clock;
  }

  /** A token for one request; it names method, host and path, and no query. */
  String forRequest(String method, HttpUrl url) {
    boolean defaultPort = url.port() == HttpUrl.defaultPort(url.scheme());
    String host = defaultPort ? url.host() : url.host() + ":" + url.port();
    return sign(claims().claim("uri", method + " " + host + url.encodedPath()));
  }

  /** A token for one subscription of the feed. */
  String forFeed() {
    return sign(claims());
  }

  private JWTClaimsSet.Builder claims() {
    Instant now = clock.instant();
    return new JWTClaimsSet.Builder()
        .subject(key.name())
        .issuer(ISSUER)
        .notBeforeTime(Date.from(now))
        .expirationTime(Date.from(now.plus(LIFETIME)));
  }

  private String sign(JWTClaimsSet.Builder claims) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    JWSHeader header =
        new JWSHeader.Builder(key.algorithm())
            .type(JOSEObjectType.JWT)
            .keyID(key.name())
            .customParam("nonce", HexFormat.of().formatHex(nonce))
            .build();
    SignedJWT token = new SignedJWT(header, claims.build());
    try {
      token.sign(key.signer());
    } catch (JOSEException e) {
      throw new IllegalStateException("signing with " + key + " failed", e);
    }
    return token.serialize();
  }
}
