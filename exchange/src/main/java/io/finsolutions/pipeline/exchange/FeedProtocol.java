package io.finsolutions.pipeline.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.finsolutions.pipeline.market.Trade;
import io.finsolutions.pipeline.market.TradingPair;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Understands what clients of the feed say, and answers. Runs on the loop's thread. */
final class FeedProtocol {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ExchangeClock clock;
  private final ProductCatalogue catalogue;
  private final Map<TradingPair, ProductMarket> markets;
  private final Faults faults;

  FeedProtocol(
      ExchangeClock clock,
      ProductCatalogue catalogue,
      Map<TradingPair, ProductMarket> markets,
      Faults faults) {
    this.clock = clock;
    this.catalogue = catalogue;
    this.markets = markets;
    this.faults = faults;
  }

  void received(FeedConnection connection, String text) {
    if (connection.isSilent()) {
      return;
    }
    JsonNode message;
    try {
      message = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      connection.sendText(FeedFrames.error("malformed JSON"));
      return;
    }
    String type = message.path("type").asText();
    if (!type.equals("subscribe") && !type.equals("unsubscribe")) {
      connection.sendText(FeedFrames.error("unknown message type '" + type + "'"));
      return;
    }
    boolean subscribes = type.equals("subscribe");
    String channel = message.path("channel").asText();
    switch (channel) {
      case Feed.HEARTBEATS -> {
        connection.wantHeartbeats(subscribes);
        acknowledge(connection);
      }
      case Feed.MARKET_TRADES -> marketTrades(connection, message.path("product_ids"), subscribes);
      default -> connection.sendText(FeedFrames.error("channel '" + channel + "' is not known"));
    }
  }

  private void marketTrades(FeedConnection connection, JsonNode productIds, boolean subscribes) {
    SortedSet<TradingPair> products = new TreeSet<>();
    for (JsonNode id : productIds) {
      Optional<TradingPair> traded = catalogue.tradedAs(id.asText());
      if (traded.isEmpty()) {
        connection.sendText(FeedFrames.error("product '" + id.asText() + "' is not known"));
        return;
      }
      products.add(traded.get());
    }
    if (products.isEmpty()) {
      connection.sendText(FeedFrames.error("no product_ids"));
      return;
    }
    if (subscribes) {
      for (TradingPair product : products) {
        List<Trade> latest =
            markets
                .get(product)
                .printed()
                .newest(ExchangeSettings.SNAPSHOT_TRADES, id -> !faults.isWithheld(id));
        connection.send(FeedFrames.snapshot(clock.now(), latest));
      }
      connection.products().addAll(products);
    } else {
      connection.products().removeAll(products);
    }
    acknowledge(connection);
  }

  private void acknowledge(FeedConnection connection) {
    connection.send(FeedFrames.subscriptions(clock.now(), connection.subscriptions()));
  }
}
