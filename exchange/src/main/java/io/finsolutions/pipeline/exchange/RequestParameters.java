package io.finsolutions.pipeline.exchange;

import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Reads the parameters of a request, and refuses in the exchange's words what cannot be read. */
final class RequestParameters {
  private RequestParameters() {}

  static Optional<Long> whole(Context request, String name) {
    String text = request.queryParam(name);
    if (text == null || text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw ErrorAnswer.invalidArgument(name + " argument is invalid");
    }
  }

  /** A time that is given in seconds since 1970. */
  static Optional<Instant> unixSeconds(Context request, String name) {
    try {
      return whole(request, name).map(Instant::ofEpochSecond);
    } catch (DateTimeException e) {
      throw ErrorAnswer.invalidArgument(name + " argument is invalid");
    }
  }
}
