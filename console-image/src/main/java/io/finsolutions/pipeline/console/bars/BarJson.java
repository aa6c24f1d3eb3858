package io.finsolutions.pipeline.console.bars;

import com.fasterxml.jackson.core.JsonGenerator;
import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.store.StoredBar;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;

/** The JSON of a line. Decimals are strings, times RFC 3339. */
public final class BarJson {
  private BarJson() {}

  /** Writes a line as an object. */
  public static void write(JsonGenerator json, BarRow row) throws IOException {
    if (row instanceof BarRow.Traded traded) {
      write(json, traded.stored());
    } else if (row instanceof BarRow.Filled filled) {
      write(json, filled);
    }
  }

  /** Writes a bar as an object. */
  public static void write(JsonGenerator json, StoredBar stored) throws IOException {
    Bar bar = stored.bar();
    json.writeStartObject();
    time(json, "start", bar.start());
    time(json, "end", bar.end());
    decimal(json, "open", bar.open());
    decimal(json, "high", bar.high());
    decimal(json, "low", bar.low());
    decimal(json, "close", bar.close());
    decimal(json, "vwap", bar.vwap());
    decimal(json, "mean_price", bar.meanPrice());
    decimal(json, "base_volume", bar.baseVolume());
    decimal(json, "buy_volume", bar.buyVolume());
    decimal(json, "sell_volume", bar.sellVolume());
    decimal(json, "quote_volume", bar.quoteVolume());
    json.writeNumberField("trades", bar.trades());
    json.writeNumberField("buys", bar.buys());
    json.writeNumberField("sells", bar.sells());
    json.writeNumberField("first_trade_id", bar.firstTradeId());
    json.writeNumberField("last_trade_id", bar.lastTradeId());
    time(json, "open_time", bar.openTime());
    time(json, "close_time", bar.closeTime());
    json.writeStringField("layer", stored.layer().name().toLowerCase(Locale.ROOT));
    json.writeBooleanField("final", stored.isFinal());
    json.writeBooleanField("complete", stored.isComplete());
    if (stored.runId().isPresent()) {
      json.writeNumberField("run_id", stored.runId().getAsLong());
    } else {
      json.writeNullField("run_id");
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, BarRow.Filled filled) throws IOException {
    json.writeStartObject();
    time(json, "start", filled.start());
    time(json, "end", filled.end());
    for (String name : new String[] {"open", "high", "low", "close", "vwap", "mean_price"}) {
      decimal(json, name, filled.price());
    }
    for (String name : new String[] {"base_volume", "buy_volume", "sell_volume", "quote_volume"}) {
      json.writeStringField(name, "0");
    }
    for (String name : new String[] {"trades", "buys", "sells"}) {
      json.writeNumberField(name, 0);
    }
    for (String name :
        new String[] {"first_trade_id", "last_trade_id", "open_time", "close_time"}) {
      json.writeNullField(name);
    }
    json.writeStringField("layer", filled.isFinal() ? "batch" : "speed");
    json.writeBooleanField("final", filled.isFinal());
    json.writeNullField("complete");
    json.writeNullField("run_id");
    json.writeBooleanField("filled", true);
    json.writeEndObject();
  }

  private static void decimal(JsonGenerator json, String name, BigDecimal value)
      throws IOException {
    json.writeStringField(name, value.toPlainString());
  }

  private static void time(JsonGenerator json, String name, Instant value) throws IOException {
    json.writeStringField(name, Times.text(value));
  }
}
