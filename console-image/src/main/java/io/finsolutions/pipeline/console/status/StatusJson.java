package io.finsolutions.pipeline.console.status;

import com.fasterxml.jackson.core.JsonGenerator;
import io.finsolutions.pipeline.store.BatchRun;
import io.finsolutions.pipeline.store.PipelineStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** The JSON of how a pipeline is doing, and of batch runs. */
public final class StatusJson {
  private StatusJson() {}

  /** Writes a status as an object. */
  public static void write(JsonGenerator json, ProductStatus status) throws IOException {
    json.writeStartObject();
    fields(json, status);
    json.writeEndObject();
  }

  /** Writes the fields of a status into an object. */
  public static void fields(JsonGenerator json, ProductStatus status) throws IOException {
    json.writeStringField("product", status.product().toString());
    json.writeStringField("base", status.product().base());
    json.writeStringField("quote", status.product().quote());
    json.writeStringField("pipeline", status.pipeline());
    json.writeStringField("state", status.state().name().toLowerCase(Locale.ROOT));
    text(json, "reason", status.reason());
    time(json, "latest_trade_at", of(status, PipelineStatus::latestTradeAt));
    time(json, "latest_row_at", of(status, PipelineStatus::latestRowAt));
    time(json, "handover", of(status, PipelineStatus::handover));
    time(json, "covered_from", of(status, PipelineStatus::coveredFrom));
    time(json, "kept_from", of(status, PipelineStatus::keptFrom));
    json.writeNumberField(
        "missing_trades", status.rows().map(PipelineStatus::missingTrades).orElse(0L));
    json.writeNumberField("late_trades", status.rows().map(PipelineStatus::lateTrades).orElse(0L));
    json.writeFieldName("run");
    if (status.latestRun().isPresent()) {
      write(json, status.latestRun().get());
    } else {
      json.writeNull();
    }
  }

  /** Writes a batch run as an object. */
  public static void write(JsonGenerator json, BatchRun run) throws IOException {
    json.writeStartObject();
    json.writeNumberField("run_id", run.runId());
    json.writeStringField("kind", run.kind());
    json.writeStringField("status", run.status());
    json.writeStringField("started_at", run.startedAt().toString());
    time(json, "finished_at", run.finishedAt());
    time(json, "range_start", run.rangeStart());
    time(json, "range_end", run.rangeEnd());
    json.writeArrayFieldStart("dirty_hours");
    for (Instant hour : run.dirtyHours()) {
      json.writeString(hour.toString());
    }
    json.writeEndArray();
    number(json, "trades", run.trades());
    number(json, "duplicates", run.duplicates());
    number(json, "bars", run.bars());
    json.writeNumberField("missing_trades", run.missingTrades());
    number(json, "speed_differences", run.speedDifferences());
    number(json, "candle_differences", run.candleDifferences());
    text(json, "checksum", run.checksum());
    text(json, "error", run.error());
    json.writeEndObject();
  }

  private static Optional<Instant> of(
      ProductStatus status, Function<PipelineStatus, Optional<Instant>> part) {
    return status.rows().flatMap(part);
  }

  private static void time(JsonGenerator json, String name, Optional<Instant> value)
      throws IOException {
    text(json, name, value.map(Instant::toString));
  }

  private static void text(JsonGenerator json, String name, Optional<String> value)
      throws IOException {
    json.writeFieldName(name);
    if (value.isPresent()) {
      json.writeString(value.get());
    } else {
      json.writeNull();
    }
  }

  private static void number(JsonGenerator json, String name, OptionalLong value)
      throws IOException {
    json.writeFieldName(name);
    if (value.isPresent()) {
      json.writeNumber(value.getAsLong());
    } else {
      json.writeNull();
    }
  }
}
