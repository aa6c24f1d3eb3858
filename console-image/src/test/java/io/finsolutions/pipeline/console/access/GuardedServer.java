package io.finsolutions.pipeline.console.access;

import io.finsolutions.pipeline.console.web.Admission;
import io.finsolutions.pipeline.console.web.Problem;
import io.github.bucket4j.TimeMeter;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import picocli.CommandLine;

/** A server with a few routes behind {@link Access}, on a free port of this machine. */
final class GuardedServer implements AutoCloseable {
  static final String PATH = "/v1/products";
  static final String ADMITTED_UNTIL = "/v1/admitted-until";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Access access;
  private final Javalin server;

  private GuardedServer(Access access) {
    this.access = access;
    server = Javalin.create(config -> configure(config, access)).start("127.0.0.1", 0);
  }

  /** A server with these flags. */
  static GuardedServer with(String... flags) {
    return with(Clock.systemUTC(), TimeMeter.SYSTEM_NANOTIME, flags);
  }

  static GuardedServer with(Clock clock, TimeMeter time, String... flags) {
    return new GuardedServer(new Access(settings(flags), clock, time));
  }

  static AccessSettings settings(String... flags) {
    return CommandLine.populateCommand(new AccessSettings(), flags);
  }

  private static void configure(JavalinConfig config, Access access) {
    config.startup.showJavalinBanner = false;
    access.install(config);
    config.routes.get("/", request -> request.html("<!doctype html>"));
    config.routes.get("/docs", request -> request.html("<!doctype html>"));
    config.routes.get("/assets/page.js", request -> request.result(""));
    config.routes.get(PATH, request -> request.json("products"));
    config.routes.get(
        ADMITTED_UNTIL,
        request ->
            request.result(Admission.end(request).map(Instant::toString).orElse("for ever")));
    config.routes.get("/udf/time", request -> request.result("1"));
    config.routes.exception(
        Problem.class,
        (problem, request) -> {
          problem.headers().forEach(request::header);
          request.status(problem.status()).result(problem.code() + ": " + problem.getMessage());
        });
  }

  Access access() {
    return access;
  }

  int port() {
    return server.port();
  }

  /** What it answers to GET; headers as name, value, name, value. */
  HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, headers);
  }

  HttpResponse<String> getWithToken(String token) {
    return get(PATH, "Authorization", "Bearer " + token);
  }

  HttpResponse<String> send(String method, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("no answer to " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
