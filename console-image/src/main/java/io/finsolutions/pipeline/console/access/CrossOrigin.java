package io.finsolutions.pipeline.console.access;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.Set;

/**
 * Lets browsers hand answers to pages of other origins, as far as that is wanted. Without
 * credentials: a token is sent by the page itself, and there are no cookies.
 */
final class CrossOrigin implements Handler {
  /** Stands for every origin. */
  static final String ALL = "*";

  private final Set<String> origins;

  CrossOrigin(Set<String> origins) {
    this.origins = Set.copyOf(origins);
  }

  @Override
  public void handle(Context request) {
    if (origins.isEmpty()) {
      return;
    }
    if (!origins.contains(ALL)) {
      // A cache must not hand the answer for one origin to another.
      request.addHeader("Vary", "Origin");
    }
    String origin = request.header("Origin");
    if (origin == null || !(origins.contains(ALL) || origins.contains(origin))) {
      return;
    }
    request.header("Access-Control-Allow-Origin", origins.contains(ALL) ? ALL : origin);
    if (request.method() == HandlerType.OPTIONS
        && request.header("Access-Control-Request-Method") != null) {
      request
          .header("Access-Control-Allow-Methods", "GET, HEAD")
          .header("Access-Control-Allow-Headers", "Authorization, If-None-Match, Last-Event-ID")
          .header("Access-Control-Max-Age", "600")
          .status(204)
          .skipRemainingHandlers();
    } else {
      request.header(
          "Access-Control-Expose-Headers",
          "Content-Disposition, ETag, Retry-After, WWW-Authenticate");
    }
  }
}
