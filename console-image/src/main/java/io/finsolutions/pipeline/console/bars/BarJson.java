package io.finsolutions.pipeline.console.bars;

import io.finsolutions.pipeline.store.PrintedBar;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** The JSON of a line. Decimals are strings, times RFC 3339. */
public final class BarJson {
  // Half of an answer.
  private static final byte[] START = AsciiText.bytes("{\"start\":");
  private static final byte[] END = field("end");
  private static final byte[] OPEN = field("open");
  private static final byte[] HIGH = field("high");
  private static final byte[] LOW = field("low");
  private static final byte[] CLOSE = field("close");
  private static final byte[] VWAP = field("vwap");
  private static final byte[] MEAN_PRICE = field("mean_price");
  private static final byte[] BASE_VOLUME = field("base_volume");
  private static final byte[] BUY_VOLUME = field("buy_volume");
  private static final byte[] SELL_VOLUME = field("sell_volume");
  private static final byte[] QUOTE_VOLUME = field("quote_volume");
  private static final byte[] TRADES = field("trades");
  private static final byte[] BUYS = field("buys");
  private static final byte[] SELLS = field("sells");
  private static final byte[] FIRST_TRADE_ID = field("first_trade_id");
  private static final byte[] LAST_TRADE_ID = field("last_trade_id");
  private static final byte[] OPEN_TIME = field("open_time");
  private static final byte[] CLOSE_TIME = field("close_time");
  private static final byte[] LAYER = field("layer");
  private static final byte[] FINAL = field("final");
  private static final byte[] COMPLETE = field("complete");
  private static final byte[] RUN_ID = field("run_id");
  private static final byte[] FILLED = field("filled");

  private static final List<byte[]> PRICES = List.of(OPEN, HIGH, LOW, CLOSE, VWAP, MEAN_PRICE);
  private static final List<byte[]> VOLUMES =
      List.of(BASE_VOLUME, BUY_VOLUME, SELL_VOLUME, QUOTE_VOLUME);
  private static final List<byte[]> COUNTS = List.of(TRADES, BUYS, SELLS);
  private static final List<byte[]> ENDS =
      List.of(FIRST_TRADE_ID, LAST_TRADE_ID, OPEN_TIME, CLOSE_TIME);

  private static final byte[] TRUE = AsciiText.bytes("true");
  private static final byte[] FALSE = AsciiText.bytes("false");
  private static final byte[] NULL = AsciiText.bytes("null");

  /** No bar of usual numbers has more characters. */
  private static final int USUAL_LENGTH = 1_000;

  private BarJson() {}

  private static byte[] field(String name) {
    return AsciiText.bytes(",\"" + name + "\":");
  }

  /** A bar as an object. */
  public static String of(PrintedBar bar) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (AsciiText json = new AsciiText(bytes, USUAL_LENGTH)) {
      write(json, bar);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toString(StandardCharsets.US_ASCII);
  }

  /** Writes a line as an object. */
  static void write(AsciiText json, BarRow row) throws IOException {
    if (row instanceof BarRow.Traded traded) {
      write(json, traded.bar());
    } else if (row instanceof BarRow.Filled filled) {
      write(json, filled);
    }
  }

  private static void write(AsciiText json, PrintedBar bar) throws IOException {
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
    json.put('}');
  }

  private static void write(AsciiText json, BarRow.Filled filled) throws IOException {
    time(json, START, filled.start());
    time(json, END, filled.end());
    for (byte[] name : PRICES) {
      text(json, name, filled.price());
    }
    for (byte[] name : VOLUMES) {
      text(json, name, "0");
    }
    for (byte[] name : COUNTS) {
      number(json, name, 0);
    }
    for (byte[] name : ENDS) {
      nothing(json, name);
    }
    text(json, LAYER, filled.isFinal() ? "batch" : "speed");
    flag(json, FINAL, filled.isFinal());
    nothing(json, COMPLETE);
    nothing(json, RUN_ID);
    flag(json, FILLED, true);
    json.put('}');
  }

  private static void text(AsciiText json, byte[] name, String value) throws IOException {
    json.put(name);
    json.put('"');
    json.put(value);
    json.put('"');
  }

  private static void time(AsciiText json, byte[] name, Instant value) throws IOException {
    json.put(name);
    json.put('"');
    json.put(value);
    json.put('"');
  }

  private static void number(AsciiText json, byte[] name, long value) throws IOException {
    json.put(name);
    json.put(value);
  }

  private static void flag(AsciiText json, byte[] name, boolean value) throws IOException {
    json.put(name);
    json.put(value ? TRUE : FALSE);
  }

  private static void nothing(AsciiText json, byte[] name) throws IOException {
    json.put(name);
    json.put(NULL);
  }
}
