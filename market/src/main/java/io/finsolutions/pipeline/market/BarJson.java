package io.finsolutions.pipeline.market;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * The JSON of a bar on Kafka, version 1, in UTF-8: the parts of {@link Bar} under their names in
 * snake case, with {@code vwap} beside them. Decimals are strings, times RFC 3339 in UTC, {@code
 * width} is one of {@code second}, {@code minute}, {@code hour} and {@code day}. Safe for use by
 * several threads.
 */
public final class BarJson {
  /** The version that {@link #encode} writes. */
  public static final int VERSION = 1;

  private static final int TYPICAL_LENGTH = 512;
  private static final JsonFactory JSON = new JsonFactory();

  private BarJson() {}

  /** Writes a bar as JSON. */
  public static byte[] encode(Bar bar) {
    var bytes = new ByteArrayOutputStream(TYPICAL_LENGTH);
    try (JsonGenerator json = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeNumberField("v", VERSION);
      json.writeStringField("product", bar.product().toString());
      json.writeStringField("width", bar.width().name().toLowerCase(Locale.ROOT));
      json.writeStringField("start", bar.start().toString());
      json.writeNumberField("trades", bar.trades());
      json.writeNumberField("buys", bar.buys());
      json.writeNumberField("sells", bar.sells());
      json.writeStringField("open", bar.open().toPlainString());
      json.writeStringField("high", bar.high().toPlainString());
      json.writeStringField("low", bar.low().toPlainString());
      json.writeStringField("close", bar.close().toPlainString());
      json.writeStringField("vwap", bar.vwap().toPlainString());
      json.writeStringField("open_time", bar.openTime().toString());
      json.writeStringField("close_time", bar.closeTime().toString());
      json.writeNumberField("first_trade_id", bar.firstTradeId());
      json.writeNumberField("last_trade_id", bar.lastTradeId());
      json.writeStringField("base_volume", bar.baseVolume().toPlainString());
      json.writeStringField("buy_volume", bar.buyVolume().toPlainString());
      json.writeStringField("sell_volume", bar.sellVolume().toPlainString());
      json.writeStringField("quote_volume", bar.quoteVolume().toPlainString());
      json.writeStringField("price_sum", bar.priceSum().toPlainString());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }
}
