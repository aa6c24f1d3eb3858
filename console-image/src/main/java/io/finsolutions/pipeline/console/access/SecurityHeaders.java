package io.finsolutions.pipeline.console.access;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Map;

/** Tells browsers with each answer how little the console's page needs. */
final class SecurityHeaders implements Handler {
  private static final String CONTENT_SECURITY_POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self' data:",
          "font-src 'self'",
          "connect-src 'self'",
          "manifest-src 'self'",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'none'");

  private static final Map<String, String> ALWAYS =
      Map.of(
          "Content-Security-Policy",
          CONTENT_SECURITY_POLICY,
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Permissions-Policy",
          "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
          "Referrer-Policy",
          "no-referrer",
          "X-Content-Type-Options",
          "nosniff",
          // For browsers that do not know frame-ancestors.
          "X-Frame-Options",
          "DENY");

  private final Peers peers;

  SecurityHeaders(Peers peers) {
    this.peers = peers;
  }

  @Override
  public void handle(Context request) {
    ALWAYS.forEach(request::header);
    if (peers.isTls(request)) {
      request.header("Strict-Transport-Security", "max-age=31536000");
    }
  }
}
