package io.finsolutions.pipeline.console.web;

import com.fasterxml.jackson.core.JsonGenerator;
import io.finsolutions.pipeline.console.bars.Window;
import java.io.IOException;
import java.math.BigDecimal;

/** The JSON of the figures of a stretch of time. */
final class WindowJson {
  private WindowJson() {}

  static void write(JsonGenerator json, Window window) throws IOException {
    json.writeStartObject();
    json.writeStringField("from", window.from().toString());
    json.writeStringField("to", window.to().toString());
    json.writeNumberField("trades", window.trades());
    json.writeNumberField("buys", window.buys());
    json.writeNumberField("sells", window.trades() - window.buys());
    decimal(json, "base_volume", window.baseVolume());
    decimal(json, "buy_volume", window.buyVolume());
    decimal(json, "sell_volume", window.baseVolume().subtract(window.buyVolume()));
    decimal(json, "quote_volume", window.quoteVolume());
    decimal(json, "vwap", window.vwap());
    decimal(json, "open", window.open());
    decimal(json, "high", window.high());
    decimal(json, "low", window.low());
    decimal(json, "close", window.close());
    decimal(json, "change", window.change());
    decimal(json, "change_percent", window.changePercent());
    json.writeBooleanField("final", window.isFinal());
    json.writeEndObject();
  }

  private static void decimal(JsonGenerator json, String name, BigDecimal value)
      throws IOException {
    json.writeStringField(name, value.toPlainString());
  }
}
