package io.finsolutions.pipeline.exchange;

import java.time.Duration;
import java.util.Optional;

/** A refusal of a REST request, with the body that the exchange gives it. */
final class ErrorAnswer extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String body;
  private final transient Optional<Duration> retryAfter;

  private ErrorAnswer(int status, String body, Optional<Duration> retryAfter) {
    super(status + " " + body, null, false, false);
    this.status = status;
    this.body = body;
    this.retryAfter = retryAfter;
  }

  static ErrorAnswer unknownProduct(String id) {
    return new ErrorAnswer(
        404,
        "{\"error\":\"NOT_FOUND\",\"message\":\"Product " + plain(id) + " not supported\"}",
        Optional.empty());
  }

  /** How the older API says that there is no such product. */
  static ErrorAnswer notFound() {
    return new ErrorAnswer(404, "{\"message\":\"NotFound\"}", Optional.empty());
  }

  static ErrorAnswer invalidArgument(String details) {
    return new ErrorAnswer(
        400,
        "{\"error\":\"INVALID_ARGUMENT\",\"error_details\":\"" + plain(details) + "\"}",
        Optional.empty());
  }

  static ErrorAnswer internal() {
    return ofStatus(500, Optional.empty());
  }

  /** The usual body for a status. */
  static ErrorAnswer ofStatus(int status, Optional<Duration> retryAfter) {
    String body =
        switch (status) {
          case 429 ->
              "{\"errors\":[{\"id\":\"rate_limit_exceeded\",\"message\":\"Too many requests\"}]}";
          case 401 -> "{\"error\":\"UNAUTHORIZED\",\"code\":16,\"message\":\"Unauthorized\"}";
          default -> "{\"error\":\"INTERNAL\",\"message\":\"Internal error\"}";
        };
    return new ErrorAnswer(status, body, retryAfter);
  }

  int status() {
    return status;
  }

  String body() {
    return body;
  }

  Optional<Duration> retryAfter() {
    return retryAfter;
  }

  private static String plain(String text) {
    return text.replaceAll("[\"\\\\\\p{Cntrl}]", "'");
  }
}
