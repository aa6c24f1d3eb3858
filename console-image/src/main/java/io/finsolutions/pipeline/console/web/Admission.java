package io.finsolutions.pipeline.console.web;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.Optional;

/** For how long whoever has asked may look on. */
public final class Admission {
  private static final String UNTIL = "console.admitted-until";

  private Admission() {}

  /** Lets a client look until an instant. */
  public static void until(Context request, Instant end) {
    request.attribute(UNTIL, end);
  }

  /** Until when; empty if there is no end to it. */
  public static Optional<Instant> end(Context request) {
    return Optional.ofNullable(request.attribute(UNTIL));
  }
}
