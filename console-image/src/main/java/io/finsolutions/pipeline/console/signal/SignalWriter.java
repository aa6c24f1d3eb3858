package io.finsolutions.pipeline.console.signal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.finsolutions.pipeline.signals.Signal;
import io.finsolutions.pipeline.store.StoredSignal;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** The JSON of signals. */
public final class SignalWriter {
  private SignalWriter() {}

  /** Writes a signal of now, which is not kept. */
  public static void write(JsonGenerator json, Signal signal) throws IOException {
    write(json, signal, OptionalLong.empty());
  }

  /** Writes a signal that the batch layer has kept. */
  public static void write(JsonGenerator json, StoredSignal stored) throws IOException {
    write(json, stored.signal(), OptionalLong.of(stored.runId()));
  }

  private static void write(JsonGenerator json, Signal signal, OptionalLong runId)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("time", signal.time().toString());
    json.writeStringField("action", signal.action().name().toLowerCase(Locale.ROOT));
    json.writeStringField("confidence", signal.confidence().toPlainString());
    json.writeStringField("formula", signal.formula());
    json.writeArrayFieldStart("reasons");
    for (String reason : signal.reasons()) {
      json.writeString(reason);
    }
    json.writeEndArray();
    json.writeObjectFieldStart("inputs");
    for (Map.Entry<String, BigDecimal> input : signal.inputs().entrySet()) {
      json.writeStringField(input.getKey(), input.getValue().toPlainString());
    }
    json.writeEndObject();
    json.writeBooleanField("final", runId.isPresent());
    if (runId.isPresent()) {
      json.writeNumberField("run_id", runId.getAsLong());
    } else {
      json.writeNullField("run_id");
    }
    json.writeEndObject();
  }
}
