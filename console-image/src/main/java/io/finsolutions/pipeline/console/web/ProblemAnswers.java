package io.finsolutions.pipeline.console.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.finsolutions.pipeline.console.pipelines.UnavailableException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.util.Locale;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what went wrong as problems of RFC 9457. */
final class ProblemAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

  /** Seconds; a database that was gone is asked again sooner than that. */
  private static final String RETRY_AFTER = "2";

  private ProblemAnswers() {}

  static void addTo(RoutesConfig routes) {
    routes.exception(Problem.class, ProblemAnswers::answer);
    routes.exception(
        UnavailableException.class,
        (unavailable, request) ->
            answer(
                new Problem(
                        503,
                        "database_unavailable",
                        "The rows cannot be read now: " + unavailable.getMessage())
                    .header("Retry-After", RETRY_AFTER),
                request));
    routes.exception(
        HttpResponseException.class, (other, request) -> answer(problemOf(other), request));
    routes.exception(
        AskerGoneException.class,
        (gone, request) ->
            LOG.debug("asker has gone path={} reason=\"{}\"", request.path(), gone.getMessage()));
    routes.exception(
        Exception.class,
        (failure, request) -> {
          LOG.error("failed path={}", request.path(), failure);
          answer(
              new Problem(
                  500, "internal", "This should not happen; the log of the console says more."),
              request);
        });
  }

  static void answer(Problem problem, Context request) {
    if (request.res().isCommitted()) {
      // Whoever reads must not take what has been sent for the whole.
      ServletContextRequest.getServletContextRequest(request.req())
          .getServletChannel()
          .abort(problem);
      return;
    }
    problem.headers().forEach(request::header);
    request
        .status(problem.status())
        .header("Cache-Control", "no-store")
        .contentType("application/problem+json")
        .result(body(problem));
  }

  private static String body(Problem problem) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("type", "about:blank");
    body.put("title", HttpStatus.forStatus(problem.status()).getMessage());
    body.put("status", problem.status());
    body.put("code", problem.code());
    body.put("detail", problem.getMessage());
    problem.parameter().ifPresent(name -> body.put("parameter", name));
    return body.toString();
  }

  private static Problem problemOf(HttpResponseException other) {
    return switch (other.getStatus()) {
      case 404 ->
          new Problem(404, "not_found", "There is nothing here; /docs says what can be asked for.");
      case 405 -> new Problem(405, "method_not_allowed", "Everything here is read with GET.");
      default ->
          new Problem(
              other.getStatus(),
              HttpStatus.forStatus(other.getStatus()).name().toLowerCase(Locale.ROOT),
              String.valueOf(other.getMessage()));
    };
  }
}
