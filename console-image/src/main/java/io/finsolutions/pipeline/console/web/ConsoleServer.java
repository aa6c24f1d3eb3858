package io.finsolutions.pipeline.console.web;

import io.finsolutions.pipeline.console.live.LiveHub;
import io.finsolutions.pipeline.console.pipelines.Pipelines;
import io.finsolutions.pipeline.console.signal.CurrentSignals;
import io.finsolutions.pipeline.console.status.StatusWatch;
import io.finsolutions.pipeline.service.FailedException;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.compression.Gzip;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.staticfiles.Location;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Answers over HTTP: the API, its description, and the page. */
public final class ConsoleServer implements AutoCloseable {
  /** What is answered in a hundred milliseconds is not worth the time of smaller answers. */
  private static final int COMPRESSION_LEVEL = 1;

  private static final int SMALLEST_COMPRESSED = 1_400;

  private final List<Endpoint> endpoints = new ArrayList<>();
  private final String description;
  private final MeterRegistry registry;
  private final Javalin http;

  /**
   * A server that does not listen yet.
   *
   * @param version of this build
   * @param access sets up who may look
   */
  public ConsoleServer(
      Pipelines pipelines,
      StatusWatch statuses,
      LiveHub hub,
      CurrentSignals signals,
      Clock clock,
      String version,
      Consumer<JavalinConfig> access,
      MeterRegistry registry) {
    this.registry = registry;
    Asked asked = new Asked(pipelines);
    endpoints.addAll(new PipelineRoutes(asked, statuses, clock, version).endpoints());
    endpoints.addAll(new BarRoutes(asked, clock).endpoints());
    endpoints.addAll(new SignalRoutes(asked, signals).endpoints());
    endpoints.addAll(new StreamRoute(asked, hub, clock).endpoints());
    endpoints.addAll(new UdfRoutes(asked, pipelines, clock).endpoints());
    description = OpenApi.of(endpoints, version);
    http =
        Javalin.create(
            config -> {
              configure(config);
              access.accept(config);
              addRoutes(config);
            });
  }

  private static void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.http.prefer405over404 = true;
    CompressionStrategy compression = new CompressionStrategy(null, new Gzip(COMPRESSION_LEVEL));
    compression.setDefaultMinSizeForCompression(SMALLEST_COMPRESSED);
    config.http.compressionStrategy = compression;
    config.staticFiles.add(
        files -> {
          files.hostedPath = "/";
          files.directory = "/io/finsolutions/pipeline/console/page";
          files.location = Location.CLASSPATH;
          files.headers.put("Cache-Control", "no-cache");
        });
    config.staticFiles.add(
        files -> {
          files.hostedPath = "/docs/swagger-ui";
          files.directory = "/META-INF/resources/webjars/swagger-ui/" + SwaggerUi.VERSION;
          files.location = Location.CLASSPATH;
          files.headers.put("Cache-Control", "max-age=86400");
        });
  }

  private void addRoutes(JavalinConfig config) {
    ProblemAnswers.addTo(config.routes);
    for (Endpoint endpoint : endpoints) {
      config.routes.get(
          endpoint.path(),
          request -> {
            refuseUnknownParameters(request, endpoint);
            endpoint.handler().handle(request);
          });
    }
    config.routes.get(
        "/openapi.json", request -> request.contentType("application/json").result(description));
    config.routes.get("/docs", SwaggerUi::page);
    config.routes.get("/docs/start.js", SwaggerUi::script);
    config.requestLogger.http(this::measure);
  }

  private static void refuseUnknownParameters(Context request, Endpoint endpoint) {
    Set<String> known =
        endpoint.parameters().stream()
            .map(Parameter::name)
            .collect(Collectors.toCollection(TreeSet::new));
    for (String given : request.queryParamMap().keySet()) {
      if (!known.contains(given)) {
        String shown = given.length() > 40 ? given.substring(0, 40) + "…" : given;
        throw new Problem(
                400,
                "unknown_parameter",
                known.isEmpty()
                    ? "There is no parameter \"" + shown + "\": this takes none"
                    : "There is no parameter \"%s\": there are %s"
                        .formatted(shown, String.join(", ", known)))
            .of(shown);
      }
    }
  }

  private void measure(Context request, Float milliseconds) {
    String route =
        request.endpoints().lastHttpEndpoint() == null
            ? "other"
            : request.endpoints().lastHttpEndpoint().path;
    Timer.builder("console.http.requests")
        .description("Requests that were answered.")
        .tag("route", route)
        .tag("status", Integer.toString(request.statusCode()))
        .publishPercentiles(0.5, 0.99)
        .register(registry)
        .record((long) (milliseconds * 1_000), TimeUnit.MICROSECONDS);
  }

  /**
   * Begins to listen.
   *
   * @param host the address of this machine to answer at
   * @param port 0 for any that is free
   * @throws FailedException if the port cannot be had
   */
  public void start(String host, int port) {
    try {
      http.start(host, port);
    } catch (RuntimeException e) {
      throw new FailedException("cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
    }
  }

  /** The port it listens on. */
  public int port() {
    return http.port();
  }

  @Override
  public void close() {
    http.stop();
  }
}
