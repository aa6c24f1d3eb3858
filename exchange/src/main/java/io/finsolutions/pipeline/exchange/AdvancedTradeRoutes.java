package io.finsolutions.pipeline.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.finsolutions.pipeline.exchange.oracle.PlainBar;
import io.finsolutions.pipeline.exchange.oracle.PlainBars;
import io.finsolutions.pipeline.market.Trade;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The public part of the Advanced Trade API, under {@code /api/v3/brokerage}. */
final class AdvancedTradeRoutes {
  private static final String PRODUCTS = "/api/v3/brokerage/market/products";
  private static final int MOST_TRADES_WITHOUT_WINDOW = 100;
  private static final int MOST_TRADES = 1_000;
  private static final int MOST_CANDLES = 350;
  private static final BigDecimal SPREAD = new BigDecimal("0.01");

  private final ProductCatalogue catalogue;
  private final ExchangeClock clock;
  private final Faults faults;

  AdvancedTradeRoutes(ProductCatalogue catalogue, ExchangeClock clock, Faults faults) {
    this.catalogue = catalogue;
    this.clock = clock;
    this.faults = faults;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/api/v3/brokerage/time", this::time);
    routes.get(PRODUCTS, this::products);
    routes.get(PRODUCTS + "/{id}", this::product);
    routes.get(PRODUCTS + "/{id}/ticker", this::ticker);
    routes.get(PRODUCTS + "/{id}/candles", this::candles);
  }

  private void time(Context request) {
    Instant now = clock.now();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("iso", WireTime.text(Instant.ofEpochSecond(now.getEpochSecond())))
        .put("epochSeconds", Long.toString(now.getEpochSecond()))
        .put("epochMillis", Long.toString(now.toEpochMilli()));
    answer(request, json);
  }

  private void products(Context request) {
    List<String> wanted = request.queryParams("product_ids");
    String type = request.queryParam("product_type");
    List<ListedProduct> found =
        catalogue.all().stream()
            .filter(product -> wanted.isEmpty() || wanted.contains(product.pair().toString()))
            .filter(product -> type == null || type.equals("SPOT"))
            .skip(RequestParameters.whole(request, "offset").orElse(0L))
            .limit(RequestParameters.whole(request, "limit").orElse(Long.MAX_VALUE))
            .toList();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode list = json.putArray("products");
    found.forEach(product -> list.add(ProductJson.write(product)));
    json.put("num_products", found.size());
    json.putObject("pagination")
        .put("prev_cursor", "")
        .put("next_cursor", "")
        .put("has_next", false)
        .put("has_prev", false);
    answer(request, json);
  }

  private void product(Context request) {
    answer(request, ProductJson.write(listed(request)));
  }

  private void ticker(Context request) {
    ListedProduct product = listed(request);
    long limit =
        RequestParameters.whole(request, "limit")
            .filter(number -> number > 0)
            .orElseThrow(() -> ErrorAnswer.invalidArgument("limit argument is invalid"));
    Optional<Instant> start = RequestParameters.unixSeconds(request, "start");
    Optional<Instant> end = RequestParameters.unixSeconds(request, "end");
    if (limit > MOST_TRADES) {
      throw ErrorAnswer.internal();
    }
    List<Trade> trades =
        product
            .market()
            .map(market -> page(market.printed(), start, end, (int) limit))
            .orElse(List.of());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode list = json.putArray("trades");
    trades.forEach(trade -> writeTrade(list.addObject(), trade, product));
    Optional<BigDecimal> price =
        product.market().flatMap(market -> market.printed().last()).map(Trade::price);
    json.put("best_bid", price.map(BigDecimal::toPlainString).orElse(""));
    json.put("best_ask", price.map(SPREAD::add).map(BigDecimal::toPlainString).orElse(""));
    answer(request, json);
  }

  private List<Trade> page(
      PrintedTrades printed, Optional<Instant> start, Optional<Instant> end, int limit) {
    if (start.isPresent() && end.isPresent()) {
      return printed.newestBetween(start.get(), end.get(), limit, id -> !faults.isWithheld(id));
    }
    return printed.newest(
        Math.min(limit, MOST_TRADES_WITHOUT_WINDOW), id -> !faults.isWithheld(id));
  }

  private static void writeTrade(ObjectNode json, Trade trade, ListedProduct askedFor) {
    json.put("trade_id", Long.toString(trade.tradeId()))
        .put("product_id", askedFor.pair().toString())
        .put("price", trade.price().toPlainString())
        .put("size", trade.size().toPlainString())
        .put("time", WireTime.text(trade.time()))
        .put("side", trade.makerSide().name())
        .put("bid", "")
        .put("ask", "");
  }

  private void candles(Context request) {
    ListedProduct product = listed(request);
    Instant start = required(RequestParameters.unixSeconds(request, "start"));
    Instant end = required(RequestParameters.unixSeconds(request, "end"));
    Duration width = granularity(request.queryParam("granularity"));
    long limit = RequestParameters.whole(request, "limit").orElse((long) MOST_CANDLES);
    if (Duration.between(start, end).dividedBy(width) >= MOST_CANDLES || end.isBefore(start)) {
      throw ErrorAnswer.invalidArgument(
          "start and end argument is invalid - number of candles requested should be less than "
              + MOST_CANDLES);
    }
    // Whole buckets: the first begins at or after start, the last at or before end.
    Instant first = bucket(start.plus(width).minusNanos(1), width);
    Instant last = bucket(end, width);
    List<PlainBar> bars =
        product
            .market()
            .map(market -> market.printed().between(first, last.plus(width)))
            .map(trades -> PlainBars.of(trades, width))
            .orElse(List.of());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode list = json.putArray("candles");
    for (int i = bars.size() - 1; i >= 0 && list.size() < limit; i--) {
      writeCandle(list.addObject(), bars.get(i));
    }
    answer(request, json);
  }

  private static void writeCandle(ObjectNode json, PlainBar bar) {
    json.put("start", Long.toString(bar.start().getEpochSecond()))
        .put("low", bar.low().toPlainString())
        .put("high", bar.high().toPlainString())
        .put("open", bar.open().toPlainString())
        .put("close", bar.close().toPlainString())
        .put("volume", bar.baseVolume().toPlainString());
  }

  private static Instant bucket(Instant time, Duration width) {
    long seconds = width.toSeconds();
    return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds);
  }

  private static Duration granularity(String name) {
    return switch (name == null ? "" : name) {
      case "ONE_MINUTE" -> Duration.ofMinutes(1);
      case "FIVE_MINUTE" -> Duration.ofMinutes(5);
      case "FIFTEEN_MINUTE" -> Duration.ofMinutes(15);
      case "THIRTY_MINUTE" -> Duration.ofMinutes(30);
      case "ONE_HOUR" -> Duration.ofHours(1);
      case "TWO_HOUR" -> Duration.ofHours(2);
      case "FOUR_HOUR" -> Duration.ofHours(4);
      case "SIX_HOUR" -> Duration.ofHours(6);
      case "ONE_DAY" -> Duration.ofDays(1);
      default -> throw ErrorAnswer.invalidArgument("granularity argument is invalid");
    };
  }

  private static Instant required(Optional<Instant> time) {
    return time.orElseThrow(() -> ErrorAnswer.invalidArgument("start and end argument is invalid"));
  }

  private ListedProduct listed(Context request) {
    String id = request.pathParam("id");
    return catalogue.find(id).orElseThrow(() -> ErrorAnswer.unknownProduct(id));
  }

  private static void answer(Context request, ObjectNode json) {
    request.contentType("application/json").result(json.toString());
  }
}
