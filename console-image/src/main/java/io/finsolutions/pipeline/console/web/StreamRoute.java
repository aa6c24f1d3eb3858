package io.finsolutions.pipeline.console.web;

import io.finsolutions.pipeline.console.live.ListenerQueue;
import io.finsolutions.pipeline.console.live.LiveHub;
import io.finsolutions.pipeline.console.pipelines.Pipeline;
import io.finsolutions.pipeline.market.BarWidth;
import io.javalin.http.Context;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Live bars as server-sent events. */
final class StreamRoute {
  private static final String LAST_EVENT_ID = "Last-Event-ID";

  private final Asked asked;
  private final LiveHub hub;
  private final Clock clock;

  StreamRoute(Asked asked, LiveHub hub, Clock clock) {
    this.asked = asked;
    this.clock = clock;
    this.hub = hub;
  }

  List<Endpoint> endpoints() {
    return List.of(
        new Endpoint(
            "/v1/products/{product}/bars/stream",
            "Server-sent events: bars whenever they have changed or become final, and how the product"
                + " is doing. Last-Event-ID brings all that has changed since that event. With a token a"
                + " stream ends when the token does, and after 15 minutes: come back with Last-Event-ID.",
            List.of(Parameters.INTERVAL),
            "text/event-stream",
            this::stream));
  }

  private void stream(Context request) {
    Pipeline pipeline = asked.pipeline(request);
    ListenerQueue queue = new ListenerQueue(Parameters.INTERVAL.of(request, BarWidth.MINUTE));
    hub.add(pipeline, queue, since(request));
    HttpServletResponse response = request.res();
    response.setContentType("text/event-stream");
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.setHeader("Cache-Control", "no-store");
    // Or a proxy of nginx keeps the events until it has some thousands of bytes.
    response.setHeader("X-Accel-Buffering", "no");
    Optional<Duration> longest =
        Admission.end(request).map(end -> Duration.between(clock.instant(), end));
    AsyncContext async = request.req().startAsync(request.req(), response);
    request.future(
        () ->
            SseConnection.of(async, queue, longest)
                .ended()
                .whenComplete((nothing, failure) -> hub.remove(pipeline, queue)));
  }

  private static Optional<Instant> since(Context request) {
    String id = request.header(LAST_EVENT_ID);
    if (id == null || id.isEmpty()) {
      return Optional.empty();
    }
    if (!id.matches("[0-9]{1,17}")) {
      throw new Problem(
              400,
              "bad_parameter",
              "Last-Event-ID is none that this stream gives: leave it out to begin with the latest bar")
          .of(LAST_EVENT_ID);
    }
    return Optional.of(Instant.EPOCH.plus(Long.parseLong(id), ChronoUnit.MICROS));
  }
}
