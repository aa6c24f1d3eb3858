package io.finsolutions.pipeline.coinbase;

import com.fasterxml.jackson.databind.JsonNode;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the answers of the REST interfaces. */
final class AnswerDecoder {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerDecoder.class);

  private AnswerDecoder() {}

  /** Reads "Get Market Trades" of the Advanced Trade API. */
  static TradePage trades(byte[] body, TradingPair pair) throws UnreadableException {
    List<Trade> trades = new ArrayList<>();
    List<RejectedTrade> rejected = new ArrayList<>();
    JsonNode array = ExchangeJson.array(ExchangeJson.readObject(body), "trades");
    TradeDecoder.decodeAll(array, pair, trades, rejected);
    return new TradePage(trades, rejected);
  }

  /** Reads "Get product trades" of the Exchange API, a bare array. */
  static TradePage exchangeTrades(byte[] body, TradingPair pair) throws UnreadableException {
    JsonNode array = ExchangeJson.read(body);
    if (!array.isArray()) {
      throw new UnreadableException("it is not a JSON array");
    }
    List<Trade> trades = new ArrayList<>();
    List<RejectedTrade> rejected = new ArrayList<>();
    TradeDecoder.decodeAllOfProduct(array, pair, trades, rejected);
    return new TradePage(trades, rejected);
  }

  /** Reads one product. */
  static Product product(byte[] body) throws UnreadableException {
    return product(ExchangeJson.readObject(body));
  }

  /** Reads a page of products; one whose name is no trading pair is passed over. */
  static List<Product> products(byte[] body) throws UnreadableException {
    List<Product> products = new ArrayList<>();
    for (JsonNode node : ExchangeJson.array(ExchangeJson.readObject(body), "products")) {
      try {
        products.add(product(node));
      } catch (UnreadableException e) {
        LOG.debug("product ignored product={} reason={}", node.path("product_id"), e.getMessage());
      }
    }
    return products;
  }

  /** Reads a page of candles, in the order of the answer. */
  static List<Candle> candles(byte[] body) throws UnreadableException {
    List<Candle> candles = new ArrayList<>();
    for (JsonNode node : ExchangeJson.array(ExchangeJson.readObject(body), "candles")) {
      candles.add(
          new Candle(
              second(ExchangeJson.integer(node, "start")),
              ExchangeJson.decimal(node, "open"),
              ExchangeJson.decimal(node, "high"),
              ExchangeJson.decimal(node, "low"),
              ExchangeJson.decimal(node, "close"),
              ExchangeJson.decimal(node, "volume")));
    }
    return candles;
  }

  /** Reads the exchange's time of day. */
  static Instant serverTime(byte[] body) throws UnreadableException {
    return Instant.ofEpochMilli(ExchangeJson.integer(ExchangeJson.readObject(body), "epochMillis"));
  }

  private static Product product(JsonNode node) throws UnreadableException {
    List<TradingPair> aliasTo = new ArrayList<>();
    for (JsonNode other : node.path("alias_to")) {
      aliasTo.add(pair(other.asText()));
    }
    Optional<String> alias = ExchangeJson.optionalText(node, "alias");
    return new Product(
        pair(ExchangeJson.text(node, "product_id")),
        ExchangeJson.optionalText(node, "status").orElse(""),
        ExchangeJson.optionalText(node, "product_type").orElse(""),
        node.path("trading_disabled").asBoolean(),
        node.path("is_disabled").asBoolean(),
        node.path("view_only").asBoolean(),
        alias.isPresent() ? Optional.of(pair(alias.get())) : Optional.empty(),
        aliasTo,
        increment(node, "base_increment"),
        increment(node, "price_increment"));
  }

  private static Optional<BigDecimal> increment(JsonNode node, String field)
      throws UnreadableException {
    return ExchangeJson.optionalText(node, field).isPresent()
        ? Optional.of(ExchangeJson.decimal(node, field))
        : Optional.empty();
  }

  private static TradingPair pair(String text) throws UnreadableException {
    try {
      return TradingPair.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UnreadableException(ErrorBody.excerpt(e.getMessage()), e);
    }
  }

  private static Instant second(long epochSecond) throws UnreadableException {
    try {
      return Instant.ofEpochSecond(epochSecond);
    } catch (DateTimeException e) {
      throw new UnreadableException("its \"start\" is not a time", e);
    }
  }
}
