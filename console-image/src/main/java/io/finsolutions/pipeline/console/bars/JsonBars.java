package io.finsolutions.pipeline.console.bars;

import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.TradingPair;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;

/** Writes the bars of an answer as a JSON object while they are read. */
public final class JsonBars implements BarSink {
  private final AsciiText json;
  private boolean isFirst = true;

  /** Begins the object. */
  public JsonBars(OutputStream out, TradingPair product, BarWidth width) throws IOException {
    json = new AsciiText(out, BLOCK);
    json.put(
        "{\"product\":\"%s\",\"interval\":\"%s\",\"bars\":[".formatted(product, width.label()));
  }

  @Override
  public void row(BarRow row) throws IOException {
    if (!isFirst) {
      json.put(',');
    }
    isFirst = false;
    BarJson.write(json, row);
  }

  @Override
  public void end(Optional<Instant> next) throws IOException {
    json.put("],\"next\":");
    json.put(next.map(instant -> "\"" + instant.getEpochSecond() + "\"").orElse("null"));
    json.put('}');
    json.close();
  }
}
