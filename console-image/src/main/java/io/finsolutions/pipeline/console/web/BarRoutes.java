package io.finsolutions.pipeline.console.web;

import io.finsolutions.pipeline.console.bars.BarJson;
import io.finsolutions.pipeline.console.bars.BarQuery;
import io.finsolutions.pipeline.console.bars.BarSink;
import io.finsolutions.pipeline.console.bars.CsvBars;
import io.finsolutions.pipeline.console.bars.JsonBars;
import io.finsolutions.pipeline.console.bars.Window;
import io.finsolutions.pipeline.console.pipelines.Pipeline;
import io.finsolutions.pipeline.console.web.Parameters.Fill;
import io.finsolutions.pipeline.console.web.Parameters.Format;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.store.BarStore;
import io.finsolutions.pipeline.store.PrintedBar;
import io.finsolutions.pipeline.store.RunStore;
import io.finsolutions.pipeline.store.RunStore.RangeState;
import io.finsolutions.pipeline.store.StoredBar;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Bars of any time, the latest one, and figures of the last second, minute, hour and day. */
final class BarRoutes {
  private static final int USUAL_BARS = 500;
  private static final int MOST_BARS = 10_000;

  /** A range is streamed, so more of it can be asked for than by number. */
  private static final int MOST_INTERVALS = 100_000;

  private static final Parameter<Integer> LIMIT = Parameters.limit(USUAL_BARS, MOST_BARS);

  /** What is settled does not change any more. */
  private static final String FOR_EVER = "private, max-age=31536000, immutable";

  private static final String ASK_AGAIN = "private, no-cache";

  private final Asked asked;
  private final Clock clock;

  BarRoutes(Asked asked, Clock clock) {
    this.asked = asked;
    this.clock = clock;
  }

  List<Endpoint> endpoints() {
    return List.of(
        new Endpoint(
            "/v1/products/{product}/bars",
            "Bars in ascending order: those that start in a range, or the last ones. A range of up to "
                + MOST_INTERVALS
                + " intervals is answered whole if no limit is given.",
            List.of(
                Parameters.INTERVAL,
                Parameters.FROM,
                Parameters.TO,
                LIMIT,
                Parameters.CURSOR,
                Parameters.FILL,
                Parameters.FORMAT),
            "Bars",
            this::bars),
        new Endpoint(
            "/v1/products/{product}/latest",
            "The latest bar.",
            List.of(Parameters.INTERVAL),
            "Latest",
            this::latest),
        new Endpoint(
            "/v1/products/{product}/stats",
            "Figures of the last second, minute, hour and day, up to the last second that has a bar.",
            List.of(),
            "Stats",
            this::stats));
  }

  private void bars(Context request) {
    Pipeline pipeline = asked.pipeline(request);
    BarQuery query = query(request, pipeline);
    Fill fill = Parameters.FILL.of(request, Fill.NONE);
    Format format = Parameters.FORMAT.of(request, Format.JSON);
    pipeline.ask(
        connection -> {
          if (!isKnown(request, connection, query)) {
            write(request, connection, query, fill, format);
          }
          return null;
        });
  }

  private BarQuery query(Context request, Pipeline pipeline) {
    BarWidth width = Parameters.INTERVAL.of(request, BarWidth.MINUTE);
    Optional<Instant> from = Parameters.FROM.of(request);
    Optional<Instant> to = Parameters.TO.of(request);
    Optional<Integer> limit = LIMIT.of(request);
    if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
      throw Parameters.TO.bad(
          "to (%s) is not after from (%s): no bar can start between them"
              .formatted(to.get(), from.get()));
    }
    Optional<Instant> begin = Parameters.CURSOR.of(request).or(() -> from);
    if (begin.isPresent() && to.isPresent() && limit.isEmpty()) {
      refuseIfTooLarge(width, begin.get(), to.get());
      limit = Optional.of(MOST_INTERVALS);
    }
    return new BarQuery(
        pipeline.product(), width, begin, to.orElse(Instant.MAX), limit.orElse(USUAL_BARS));
  }

  private static void refuseIfTooLarge(BarWidth width, Instant from, Instant to) {
    Duration most = width.duration().multipliedBy(MOST_INTERVALS);
    if (Duration.between(from, to).compareTo(most) > 0) {
      throw new Problem(
              400,
              "range_too_large",
              "%s to %s is too much at once for bars of %s: ask for up to %d hours, or give a limit"
                      .formatted(from, to, width.label(), most.toHours())
                  + " and go on with the cursor next")
          .of("to");
    }
  }

  /** Sets what caches need, and answers 304 if the asker has the answer. */
  private boolean isKnown(Context request, Connection connection, BarQuery query)
      throws SQLException {
    if (query.from().isEmpty() || query.to().equals(Instant.MAX)) {
      request.header("Cache-Control", ASK_AGAIN);
      return false;
    }
    RangeState state =
        new RunStore(connection).rangeState(query.product(), query.from().get(), query.to());
    request.header("Cache-Control", state.isSettled() ? FOR_EVER : ASK_AGAIN);
    if (!state.isSettled()) {
      return false;
    }
    String tag =
        "\"%x\""
            .formatted(
                Objects.hash(request.queryString(), query, state.lastRewrite().orElse(0))
                    & 0xFFFFFFFFL);
    request.header("ETag", tag);
    if (tag.equals(request.header("If-None-Match"))) {
      request.status(304);
      return true;
    }
    return false;
  }

  private void write(
      Context request, Connection connection, BarQuery query, Fill fill, Format format)
      throws SQLException {
    BarStore store = new BarStore(connection);
    request.contentType(format == Format.CSV ? "text/csv; charset=utf-8" : "application/json");
    if (format == Format.CSV) {
      request.header(
          "Content-Disposition",
          "attachment; filename=\"%s-%s.csv\"".formatted(query.product(), query.width().label()));
    }
    try {
      OutputStream out = request.outputStream();
      BarSink sink =
          format == Format.CSV
              ? new CsvBars(out)
              : new JsonBars(out, query.product(), query.width());
      if (fill == Fill.NONE) {
        query.read(store, sink);
      } else {
        query.readFilled(store, sink, clock.instant(), store.handover(query.product()));
      }
    } catch (IOException e) {
      throw new AskerGoneException(e);
    }
  }

  private void latest(Context request) {
    Pipeline pipeline = asked.pipeline(request);
    BarWidth width = Parameters.INTERVAL.of(request, BarWidth.MINUTE);
    List<StoredBar> bars = pipeline.ask(connection -> latest(connection, pipeline, width));
    Answers.object(
        request,
        json -> {
          json.writeStringField("product", pipeline.product().toString());
          json.writeStringField("interval", width.label());
          json.writeFieldName("bar");
          if (bars.isEmpty()) {
            json.writeNull();
          } else {
            json.writeRawValue(BarJson.of(PrintedBar.of(bars.get(0))));
          }
        });
  }

  private static List<StoredBar> latest(Connection connection, Pipeline pipeline, BarWidth width)
      throws SQLException {
    return new BarStore(connection).latest(pipeline.product(), width, Instant.EPOCH, 1);
  }

  private void stats(Context request) {
    Pipeline pipeline = asked.pipeline(request);
    Map<String, BarWidth> names = new LinkedHashMap<>();
    names.put("second", BarWidth.SECOND);
    names.put("minute", BarWidth.MINUTE);
    names.put("hour", BarWidth.HOUR);
    names.put("day", BarWidth.DAY);
    List<Window> windows = new ArrayList<>();
    Optional<Instant> end =
        pipeline.ask(
            connection -> {
              Optional<Instant> last =
                  latest(connection, pipeline, BarWidth.SECOND).stream()
                      .map(bar -> bar.bar().end())
                      .findFirst();
              if (last.isPresent()) {
                BarStore store = new BarStore(connection);
                for (BarWidth width : names.values()) {
                  // The last second has a bar, and is in every window.
                  windows.add(
                      Window.read(
                              store,
                              pipeline.product(),
                              last.get().minus(width.duration()),
                              last.get())
                          .orElseThrow());
                }
              }
              return last;
            });
    Answers.object(
        request,
        json -> {
          json.writeStringField("product", pipeline.product().toString());
          Answers.text(json, "as_of", end);
          json.writeObjectFieldStart("windows");
          int index = 0;
          for (String name : names.keySet()) {
            json.writeFieldName(name);
            if (windows.isEmpty()) {
              json.writeNull();
            } else {
              WindowJson.write(json, windows.get(index));
            }
            index++;
          }
          json.writeEndObject();
        });
  }
}
