package io.finsolutions.pipeline.exchange.tape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a recording: JSON values one after the other, each a frame of the exchange's WebSocket or a
 * single trade. The page {@code docs/recordings.md} gives the format.
 */
public final class Recording {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TradingPair product;
  private final Map<Long, Trade> trades = new LinkedHashMap<>();
  private Instant snapshotEnd = Instant.MIN;

  private Recording(TradingPair product) {
    this.product = product;
  }

  /**
   * Reads a file.
   *
   * @param product whose trades to take; those of other products are passed over
   * @throws IOException if it cannot be read, or a value of it is neither frame nor trade
   */
  public static Tape read(Path file, TradingPair product) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, product);
    }
  }

  /** Reads a stream to its end; see {@link #read(Path, TradingPair)}. */
  public static Tape read(InputStream in, TradingPair product) throws IOException {
    Recording recording = new Recording(product);
    int number = 0;
    try (MappingIterator<JsonNode> values = JSON.readerFor(JsonNode.class).readValues(in)) {
      while (values.hasNextValue()) {
        JsonNode value = values.nextValue();
        number++;
        recording.add(value);
      }
    } catch (JsonProcessingException e) {
      throw new IOException("value " + (number + 1) + " is not JSON: " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IOException(
          "value " + number + " is neither a frame nor a trade: " + e.getMessage(), e);
    }
    return recording.tape();
  }

  private void add(JsonNode value) {
    if (value.has("channel")) {
      addFrame(value);
    } else {
      addTrade(value);
    }
  }

  private void addFrame(JsonNode frame) {
    if (!"market_trades".equals(frame.path("channel").asText())) {
      return;
    }
    for (JsonNode event : frame.path("events")) {
      boolean snapshot = "snapshot".equals(event.path("type").asText());
      for (JsonNode trade : event.path("trades")) {
        Instant time = addTrade(trade);
        if (snapshot && time.isAfter(snapshotEnd)) {
          snapshotEnd = time;
        }
      }
    }
  }

  private Instant addTrade(JsonNode json) {
    boolean ours = json.has("maker_side");
    Trade trade =
        new Trade(
            TradingPair.parse(text(json, ours ? "product" : "product_id")),
            Long.parseLong(text(json, "trade_id")),
            Instant.parse(text(json, "time")),
            new BigDecimal(text(json, "price")),
            new BigDecimal(text(json, "size")),
            Side.valueOf(text(json, ours ? "maker_side" : "side")));
    if (trade.product().equals(product)) {
      trades.putIfAbsent(trade.tradeId(), trade);
    }
    return trade.time();
  }

  private static String text(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isValueNode()) {
      throw new IllegalArgumentException("it has no field \"" + field + "\"");
    }
    return value.asText();
  }

  private Tape tape() {
    Optional<Instant> live =
        snapshotEnd.equals(Instant.MIN)
            ? Optional.empty()
            : trades.values().stream()
                .map(Trade::time)
                .filter(time -> time.isAfter(snapshotEnd))
                .min(Instant::compareTo);
    return new FixedTape(product, List.copyOf(trades.values()), live);
  }
}
