package io.finsolutions.pipeline.console.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** An issuer of OpenID Connect on this machine: its description and its keys, over HTTP. */
final class StandInIssuer implements AutoCloseable {
  static final String AUDIENCE = "console";

  private final Clock clock;
  private final AtomicInteger fetches = new AtomicInteger();
  private final int port;
  private volatile ECKey key;
  private volatile JWK shown;
  private volatile String claimsToBe;
  private HttpServer server;

  StandInIssuer(Clock clock, String keyId) {
    this.clock = clock;
    rotate(keyId);
    open(0);
    port = server.getAddress().getPort();
    claimsToBe = url();
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  String[] flags(String... more) {
    String[] flags = new String[more.length + 2];
    flags[0] = "--oidc-issuer=" + url();
    flags[1] = "--oidc-audience=" + AUDIENCE;
    System.arraycopy(more, 0, flags, 2, more.length);
    return flags;
  }

  ECKey key() {
    return key;
  }

  /** How often its keys were fetched. */
  int fetches() {
    return fetches.get();
  }

  /** Signs with another key from now on, and shows no other. */
  void rotate(String keyId) {
    key = newKey(keyId);
  }

  static ECKey newKey(String keyId) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(keyId).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** Shows this key too. */
  void show(JWK other) {
    shown = other.toPublicJWK();
  }

  void callItself(String name) {
    claimsToBe = name;
  }

  /** Nobody answers there any more. */
  void goAway() {
    server.stop(0);
  }

  void comeBack() {
    open(port);
  }

  /** The claims of a token that is good for an hour. */
  JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(url())
        .audience(AUDIENCE)
        .subject("ada")
        .expirationTime(Date.from(clock.instant().plus(Duration.ofHours(1))));
  }

  String token() {
    return token(claims -> claims);
  }

  /** A token with its key, whose claims differ from those of a good one. */
  String token(UnaryOperator<JWTClaimsSet.Builder> change) {
    return sign(key, change.apply(claims()).build());
  }

  static String sign(ECKey key, JWTClaimsSet claims) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
      token.sign(new ECDSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void open(int wanted) {
    try {
      server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/.well-known/openid-configuration",
        exchange ->
            answer(
                exchange,
                "{\"issuer\": \"%s\", \"jwks_uri\": \"%s/keys\"}".formatted(claimsToBe, url())));
    server.createContext(
        "/keys",
        exchange -> {
          fetches.incrementAndGet();
          answer(
              exchange, new JWKSet(shown == null ? List.of(key) : List.of(key, shown)).toString());
        });
    server.start();
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    try (exchange) {
      byte[] body = json.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
