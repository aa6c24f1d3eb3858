package io.finsolutions.pipeline.console.web;

import io.finsolutions.pipeline.console.pipelines.Pipeline;
import io.finsolutions.pipeline.console.signal.CurrentSignals;
import io.finsolutions.pipeline.console.signal.SignalWriter;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.signals.Signal;
import io.finsolutions.pipeline.store.SignalStore;
import io.finsolutions.pipeline.store.StoredSignal;
import io.javalin.http.Context;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What strategies suggest, now and at the end of each final bar. */
final class SignalRoutes {
  private static final int USUAL = 100;
  private static final int MOST = 10_000;
  private static final Parameter<Integer> LIMIT = Parameters.limit(USUAL, MOST);
  private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");

  private static final String NOTICE =
      "Not advice: a formula applied to recent prices and volumes, which say little about the next ones.";

  private final Asked asked;
  private final CurrentSignals current;

  private record Found(Optional<Signal> now, List<StoredSignal> stored) {}

  SignalRoutes(Asked asked, CurrentSignals current) {
    this.asked = asked;
    this.current = current;
  }

  List<Endpoint> endpoints() {
    return List.of(
        new Endpoint(
            "/v1/products/{product}/signals",
            "What a formula suggests: now, by bars that are not final, and at the end of each final"
                + " bar of a minute or longer, in ascending order. Not advice.",
            List.of(Parameters.INTERVAL, Parameters.FROM, Parameters.TO, LIMIT),
            "Signals",
            this::signals));
  }

  private void signals(Context request) {
    Pipeline pipeline = asked.pipeline(request);
    BarWidth width = Parameters.INTERVAL.of(request, BarWidth.MINUTE);
    Optional<Instant> from = Parameters.FROM.of(request);
    Instant to = Parameters.TO.of(request, END);
    int limit = LIMIT.of(request, USUAL);
    Found found =
        pipeline.ask(
            connection ->
                new Found(
                    current.of(connection, pipeline, width),
                    stored(connection, pipeline, width, from, to, limit)));
    Answers.object(
        request,
        json -> {
          json.writeStringField("product", pipeline.product().toString());
          json.writeStringField("interval", width.label());
          json.writeStringField("notice", NOTICE);
          json.writeFieldName("current");
          if (found.now().isPresent()) {
            SignalWriter.write(json, found.now().get());
          } else {
            json.writeNull();
          }
          json.writeArrayFieldStart("signals");
          for (StoredSignal signal : found.stored()) {
            SignalWriter.write(json, signal);
          }
          json.writeEndArray();
        });
  }

  private static List<StoredSignal> stored(
      Connection connection,
      Pipeline pipeline,
      BarWidth width,
      Optional<Instant> from,
      Instant to,
      int limit)
      throws SQLException {
    SignalStore store = new SignalStore(connection);
    if (from.isPresent()) {
      return store.signals(pipeline.product(), width, from.get(), to, limit);
    }
    List<StoredSignal> latest = new ArrayList<>(store.latest(pipeline.product(), width, to, limit));
    Collections.reverse(latest);
    return latest;
  }
}
