package io.finsolutions.pipeline.market;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Function;

/**
 * The JSON of a trade on Kafka, version 1, in UTF-8. The file {@code trade-v1.schema.json} beside
 * this class is its JSON Schema. For example:
 *
 * <pre>{@code
 * {"v":1,"product":"BTC-USD","trade_id":1100253487,"time":"2026-09-30T02:39:53.354654Z",
 *  "price":"83277.25","size":"0.00000029","maker_side":"BUY","origin":"live"}
 * }</pre>
 *
 * <p>Prices and sizes are strings, so that no reader takes them for binary fractions. A reader
 * passes over fields that it does not know and refuses a version that it does not know: a change
 * that a reader of version 1 would misunderstand raises the version. Safe for use by several
 * threads.
 */
public final class TradeJson {
  /** The version that {@link #encode} writes and {@link #decode} reads. */
  public static final int VERSION = 1;

  private static final String FIRST_OF_MINUTE = "first_of_minute";
  private static final int MAX_DECIMAL_LENGTH = 64;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(16).maxStringLength(4_096).build())
          // A field that is there twice: who is to say which of the two is meant?
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private TradeJson() {}

  /** Writes a message as JSON. */
  public static byte[] encode(TradeMessage message) {
    return TradeWriter.write(message);
  }

  /**
   * Reads a message from JSON.
   *
   * @param bytes the whole value of a Kafka record; {@code null} is refused as a tombstone
   * @throws MalformedTradeException if it is not JSON, not version 1, or no possible trade
   */
  public static TradeMessage decode(byte[] bytes) throws MalformedTradeException {
    if (bytes == null) {
      throw new MalformedTradeException("the record has no value");
    }
    try {
      TradeMessage message = TradeScanner.scan(bytes);
      return message == null ? parse(bytes) : message;
    } catch (IllegalArgumentException e) {
      throw new MalformedTradeException(e.getMessage(), e);
    }
  }

  /** Reads a message in any form that JSON allows. */
  static TradeMessage parse(byte[] bytes) throws MalformedTradeException {
    try (JsonParser json = JSON.createParser(bytes)) {
      TradeMessage message = readMessage(json);
      if (json.nextToken() != null) {
        throw new MalformedTradeException("there is more behind the end of the trade");
      }
      return message;
    } catch (IOException e) {
      throw new MalformedTradeException("it is not well-formed JSON", e);
    }
  }

  private static TradeMessage readMessage(JsonParser json)
      throws IOException, MalformedTradeException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new MalformedTradeException("it is not a JSON object");
    }
    boolean versionKnown = false;
    TradingPair product = null;
    Long tradeId = null;
    Instant time = null;
    BigDecimal price = null;
    BigDecimal size = null;
    Side makerSide = null;
    Origin origin = null;
    boolean firstOfMinute = false;
    for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
      json.nextToken();
      switch (field) {
        case "v" -> {
          requireVersion(integer(json, field));
          versionKnown = true;
        }
        case "product" -> product = parsed(json, field, TradingPair::parse);
        case "trade_id" -> tradeId = integer(json, field);
        case "time" -> time = parsed(json, field, Instant::parse);
        case "price" -> price = decimal(json, field);
        case "size" -> size = decimal(json, field);
        case "maker_side" -> makerSide = parsed(json, field, Side::valueOf);
        case "origin" -> origin = parsed(json, field, TradeJson::origin);
        case FIRST_OF_MINUTE -> firstOfMinute = flag(json, field);
        default -> json.skipChildren();
      }
    }
    if (!versionKnown) {
      throw new MalformedTradeException("it has no field \"v\" with its version");
    }
    return new TradeMessage(
        new Trade(
            required(product, "product"),
            required(tradeId, "trade_id"),
            required(time, "time"),
            required(price, "price"),
            required(size, "size"),
            required(makerSide, "maker_side")),
        required(origin, "origin"),
        firstOfMinute);
  }

  // Asked as soon as the version is read: in another version the other fields may mean anything.
  private static void requireVersion(long version) throws MalformedTradeException {
    if (version != VERSION) {
      throw new MalformedTradeException(
          "it is of version " + version + ", and this reader knows version " + VERSION);
    }
  }

  private static <T> T required(T value, String field) throws MalformedTradeException {
    if (value == null) {
      throw new MalformedTradeException("it has no field \"" + field + "\"");
    }
    return value;
  }

  private static String text(JsonParser json, String field)
      throws IOException, MalformedTradeException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw new MalformedTradeException("its field \"" + field + "\" is not a string");
    }
    return json.getText();
  }

  private static boolean flag(JsonParser json, String field)
      throws IOException, MalformedTradeException {
    return switch (json.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default ->
          throw new MalformedTradeException("its field \"" + field + "\" is not true or false");
    };
  }

  private static long integer(JsonParser json, String field)
      throws IOException, MalformedTradeException {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw new MalformedTradeException("its field \"" + field + "\" is not a whole number");
    }
    if (json.getNumberType() == NumberType.BIG_INTEGER) {
      throw new MalformedTradeException("its field \"" + field + "\" is out of range");
    }
    return json.getLongValue();
  }

  // The reason leaves the text out, which can be long or break the line of a log; the dead letter
  // has it.
  private static <T> T parsed(JsonParser json, String field, Function<String, T> parser)
      throws IOException, MalformedTradeException {
    String text = text(json, field);
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new MalformedTradeException(
          "its field \"" + field + "\" has a value that cannot be read", e);
    }
  }

  /** The name of an origin in the JSON. */
  static String name(Origin origin) {
    return switch (origin) {
      case LIVE -> "live";
      case SNAPSHOT -> "snapshot";
      case BACKFILL -> "backfill";
    };
  }

  private static Origin origin(String name) {
    return switch (name) {
      case "live" -> Origin.LIVE;
      case "snapshot" -> Origin.SNAPSHOT;
      case "backfill" -> Origin.BACKFILL;
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static BigDecimal decimal(JsonParser json, String field)
      throws IOException, MalformedTradeException {
    String text = text(json, field);
    if (text.length() > MAX_DECIMAL_LENGTH) {
      throw new MalformedTradeException("its field \"" + field + "\" is too long for a number");
    }
    // Other forms of a number, with an exponent or digits of other scripts, are no part of version
    // 1.
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if ((letter < '0' || letter > '9') && letter != '.') {
        throw new MalformedTradeException(
            "its field \"" + field + "\" is not a plain decimal number");
      }
    }
    return parsed(json, field, BigDecimal::new);
  }
}
