package io.finsolutions.pipeline.console.web;

import com.fasterxml.jackson.core.JsonGenerator;
import io.finsolutions.pipeline.console.pipelines.Pipeline;
import io.finsolutions.pipeline.console.status.ProductStatus;
import io.finsolutions.pipeline.console.status.StatusJson;
import io.finsolutions.pipeline.console.status.StatusWatch;
import io.finsolutions.pipeline.store.BatchRun;
import io.finsolutions.pipeline.store.RunStore;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Which pipelines there are, how they are doing, and what their batch layers have done. */
final class PipelineRoutes {
  private static final int USUAL_RUNS = 20;
  private static final int USUAL_DIFFERENCES = 100;
  private static final int MOST = 1_000;
  private static final Parameter<Integer> RUNS_LIMIT = Parameters.limit(USUAL_RUNS, MOST);
  private static final Parameter<Integer> DIFFERENCES_LIMIT =
      Parameters.limit(USUAL_DIFFERENCES, MOST);

  private final Asked asked;
  private final StatusWatch statuses;
  private final Clock clock;
  private final String version;

  PipelineRoutes(Asked asked, StatusWatch statuses, Clock clock, String version) {
    this.asked = asked;
    this.statuses = statuses;
    this.clock = clock;
    this.version = version;
  }

  List<Endpoint> endpoints() {
    return List.of(
        new Endpoint(
            "/v1/products",
            "All products, and how they are doing.",
            List.of(),
            "Products",
            this::products),
        new Endpoint(
            "/v1/products/{product}",
            "How a product is doing.",
            List.of(),
            "Product",
            request ->
                Answers.object(
                    request,
                    json -> StatusJson.fields(json, statuses.of(asked.pipeline(request))))),
        new Endpoint(
            "/v1/products/{product}/runs",
            "Runs of the batch layer, newest first.",
            List.of(RUNS_LIMIT, Parameters.BEFORE_RUN),
            "Runs",
            this::runs),
        new Endpoint(
            "/v1/products/{product}/reconciliation",
            "What is missing, what differed, and what came late: newest first.",
            List.of(DIFFERENCES_LIMIT),
            "Reconciliation",
            this::reconciliation),
        new Endpoint("/v1/status", "How everything is doing.", List.of(), "Status", this::status));
  }

  private void products(Context request) {
    Answers.object(request, json -> writeAll(json, statuses.all()));
  }

  private void status(Context request) {
    Answers.object(
        request,
        json -> {
          json.writeStringField("time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
          json.writeStringField("version", version);
          writeAll(json, statuses.all());
        });
  }

  private static void writeAll(JsonGenerator json, List<ProductStatus> all) throws IOException {
    json.writeArrayFieldStart("products");
    for (ProductStatus status : all) {
      StatusJson.write(json, status);
    }
    json.writeEndArray();
  }

  private void runs(Context request) {
    Pipeline pipeline = asked.pipeline(request);
    int limit = RUNS_LIMIT.of(request, USUAL_RUNS);
    Optional<Long> before = Parameters.BEFORE_RUN.of(request);
    OptionalLong bound = before.map(OptionalLong::of).orElse(OptionalLong.empty());
    List<BatchRun> runs =
        pipeline.ask(
            connection -> new RunStore(connection).runs(pipeline.product(), bound, limit + 1));
    boolean isCut = runs.size() > limit;
    List<BatchRun> shown = isCut ? runs.subList(0, limit) : runs;
    Answers.object(
        request,
        json -> {
          json.writeStringField("product", pipeline.product().toString());
          json.writeArrayFieldStart("runs");
          for (BatchRun run : shown) {
            StatusJson.write(json, run);
          }
          json.writeEndArray();
          if (isCut) {
            json.writeNumberField("next", shown.get(limit - 1).runId());
          } else {
            json.writeNullField("next");
          }
        });
  }

  private void reconciliation(Context request) {
    Pipeline pipeline = asked.pipeline(request);
    int limit = DIFFERENCES_LIMIT.of(request, USUAL_DIFFERENCES);
    Reconciliation all =
        pipeline.ask(
            connection -> Reconciliation.read(new RunStore(connection), pipeline.product(), limit));
    Answers.object(
        request,
        json -> {
          json.writeStringField("product", pipeline.product().toString());
          all.write(json);
        });
  }
}
