package io.finsolutions.pipeline.console.bars;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.finsolutions.pipeline.store.PrintedBar;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** The JSON of a line. Decimals are strings, times RFC 3339. */
public final class BarJson {
  // Names that are bytes already: they are half of an answer.
  private static final SerializableString START = new SerializedString("start");
  private static final SerializableString END = new SerializedString("end");
  private static final SerializableString OPEN = new SerializedString("open");
  private static final SerializableString HIGH = new SerializedString("high");
  private static final SerializableString LOW = new SerializedString("low");
  private static final SerializableString CLOSE = new SerializedString("close");
  private static final SerializableString VWAP = new SerializedString("vwap");
  private static final SerializableString MEAN_PRICE = new SerializedString("mean_price");
  private static final SerializableString BASE_VOLUME = new SerializedString("base_volume");
  private static final SerializableString BUY_VOLUME = new SerializedString("buy_volume");
  private static final SerializableString SELL_VOLUME = new SerializedString("sell_volume");
  private static final SerializableString QUOTE_VOLUME = new SerializedString("quote_volume");
  private static final SerializableString TRADES = new SerializedString("trades");
  private static final SerializableString BUYS = new SerializedString("buys");
  private static final SerializableString SELLS = new SerializedString("sells");
  private static final SerializableString FIRST_TRADE_ID = new SerializedString("first_trade_id");
  private static final SerializableString LAST_TRADE_ID = new SerializedString("last_trade_id");
  private static final SerializableString OPEN_TIME = new SerializedString("open_time");
  private static final SerializableString CLOSE_TIME = new SerializedString("close_time");
  private static final SerializableString LAYER = new SerializedString("layer");
  private static final SerializableString FINAL = new SerializedString("final");
  private static final SerializableString COMPLETE = new SerializedString("complete");
  private static final SerializableString RUN_ID = new SerializedString("run_id");
  private static final SerializableString FILLED = new SerializedString("filled");

  private static final List<SerializableString> PRICES =
      List.of(OPEN, HIGH, LOW, CLOSE, VWAP, MEAN_PRICE);
  private static final List<SerializableString> VOLUMES =
      List.of(BASE_VOLUME, BUY_VOLUME, SELL_VOLUME, QUOTE_VOLUME);
  private static final List<SerializableString> COUNTS = List.of(TRADES, BUYS, SELLS);
  private static final List<SerializableString> ENDS =
      List.of(FIRST_TRADE_ID, LAST_TRADE_ID, OPEN_TIME, CLOSE_TIME);

  private BarJson() {}

  /** Writes a line as an object. */
  public static void write(JsonGenerator json, BarRow row) throws IOException {
    if (row instanceof BarRow.Traded traded) {
      write(json, traded.bar());
    } else if (row instanceof BarRow.Filled filled) {
      write(json, filled);
    }
  }

  /** Writes a bar as an object. */
  public static void write(JsonGenerator json, PrintedBar bar) throws IOException {
    json.writeStartObject();
    time(json, START, bar.start());
    time(json, END, bar.end());
    text(json, OPEN, bar.open());
    text(json, HIGH, bar.high());
    text(json, LOW, bar.low());
    text(json, CLOSE, bar.close());
    text(json, VWAP, bar.vwap());
    text(json, MEAN_PRICE, bar.meanPrice());
    text(json, BASE_VOLUME, bar.baseVolume());
    text(json, BUY_VOLUME, bar.buyVolume());
    text(json, SELL_VOLUME, bar.sellVolume());
    text(json, QUOTE_VOLUME, bar.quoteVolume());
    number(json, TRADES, bar.trades());
    number(json, BUYS, bar.buys());
    number(json, SELLS, bar.sells());
    number(json, FIRST_TRADE_ID, bar.firstTradeId());
    number(json, LAST_TRADE_ID, bar.lastTradeId());
    time(json, OPEN_TIME, bar.openTime());
    time(json, CLOSE_TIME, bar.closeTime());
    text(json, LAYER, bar.layer().label());
    flag(json, FINAL, bar.isFinal());
    flag(json, COMPLETE, bar.isComplete());
    if (bar.runId().isPresent()) {
      number(json, RUN_ID, bar.runId().getAsLong());
    } else {
      nothing(json, RUN_ID);
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, BarRow.Filled filled) throws IOException {
    json.writeStartObject();
    time(json, START, filled.start());
    time(json, END, filled.end());
    for (SerializableString name : PRICES) {
      text(json, name, filled.price());
    }
    for (SerializableString name : VOLUMES) {
      text(json, name, "0");
    }
    for (SerializableString name : COUNTS) {
      number(json, name, 0);
    }
    for (SerializableString name : ENDS) {
      nothing(json, name);
    }
    text(json, LAYER, filled.isFinal() ? "batch" : "speed");
    flag(json, FINAL, filled.isFinal());
    nothing(json, COMPLETE);
    nothing(json, RUN_ID);
    flag(json, FILLED, true);
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, SerializableString name, String value)
      throws IOException {
    json.writeFieldName(name);
    json.writeString(value);
  }

  private static void time(JsonGenerator json, SerializableString name, Instant value)
      throws IOException {
    text(json, name, Times.text(value));
  }

  private static void number(JsonGenerator json, SerializableString name, long value)
      throws IOException {
    json.writeFieldName(name);
    json.writeNumber(value);
  }

  private static void flag(JsonGenerator json, SerializableString name, boolean value)
      throws IOException {
    json.writeFieldName(name);
    json.writeBoolean(value);
  }

  private static void nothing(JsonGenerator json, SerializableString name) throws IOException {
    json.writeFieldName(name);
    json.writeNull();
  }
}
