package io.finsolutions.pipeline.coinbase;

import com.fasterxml.jackson.databind.JsonNode;
import io.finsolutions.pipeline.market.Side;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Reads trades in the three forms of the exchange, which differ little: the feed and the Advanced
 * Trade API name the product in each trade, the Exchange API does not. The side is the maker's in
 * all three (documented since 2025-07-30).
 */
final class TradeDecoder {
  private TradeDecoder() {}

  /** Reads each trade of an array into one list or the other. */
  static void decodeAll(
      JsonNode array, TradingPair product, List<Trade> trades, List<RejectedTrade> rejected) {
    for (JsonNode node : array) {
      try {
        requireProduct(node, product);
        trades.add(decode(node, product));
      } catch (UnreadableException e) {
        rejected.add(rejected(node, e));
      }
    }
  }

  /** Reads each trade of an array that says only by where it comes from which product it is of. */
  static void decodeAllOfProduct(
      JsonNode array, TradingPair product, List<Trade> trades, List<RejectedTrade> rejected) {
    for (JsonNode node : array) {
      try {
        trades.add(decode(node, product));
      } catch (UnreadableException e) {
        rejected.add(rejected(node, e));
      }
    }
  }

  private static Trade decode(JsonNode node, TradingPair product) throws UnreadableException {
    try {
      return new Trade(
          product,
          ExchangeJson.integer(node, "trade_id"),
          ExchangeJson.time(node, "time"),
          ExchangeJson.decimal(node, "price"),
          ExchangeJson.decimal(node, "size"),
          side(ExchangeJson.text(node, "side")));
    } catch (IllegalArgumentException e) {
      throw new UnreadableException(e.getMessage(), e);
    }
  }

  private static void requireProduct(JsonNode node, TradingPair product)
      throws UnreadableException {
    String actual = ExchangeJson.text(node, "product_id");
    if (!actual.equals(product.toString())) {
      throw new UnreadableException(
          "it is a trade of " + ErrorBody.excerpt(actual) + ", not of " + product);
    }
  }

  private static Side side(String text) throws UnreadableException {
    return switch (text.toUpperCase(Locale.ROOT)) {
      case "BUY" -> Side.BUY;
      case "SELL" -> Side.SELL;
      default -> throw new UnreadableException("its \"side\" is neither BUY nor SELL");
    };
  }

  private static RejectedTrade rejected(JsonNode node, UnreadableException why) {
    return new RejectedTrade(node.toString().getBytes(StandardCharsets.UTF_8), why.getMessage());
  }
}
