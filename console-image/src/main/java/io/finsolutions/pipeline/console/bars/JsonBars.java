package io.finsolutions.pipeline.console.bars;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.TradingPair;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;

/** Writes the bars of an answer as a JSON object while they are read. */
public final class JsonBars implements BarSink {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonGenerator json;

  /** Begins the object. */
  public JsonBars(OutputStream out, TradingPair product, BarWidth width) throws IOException {
    json = JSON.createGenerator(out);
    json.writeStartObject();
    json.writeStringField("product", product.toString());
    json.writeStringField("interval", width.label());
    json.writeArrayFieldStart("bars");
  }

  @Override
  public void row(BarRow row) throws IOException {
    BarJson.write(json, row);
  }

  @Override
  public void end(Optional<Instant> next) throws IOException {
    json.writeEndArray();
    if (next.isPresent()) {
      json.writeStringField("next", Long.toString(next.get().getEpochSecond()));
    } else {
      json.writeNullField("next");
    }
    json.writeEndObject();
    json.close();
  }
}
