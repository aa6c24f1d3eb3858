package io.finsolutions.pipeline.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.finsolutions.pipeline.exchange.fault.FaultJson;
import io.finsolutions.pipeline.exchange.oracle.PlainBar;
import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.Trade;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Locale;

/** What the stand-in can be asked and told that the exchange cannot, under {@code /stand-in}. */
final class ControlRoutes {
  private static final String FAULTS = "/stand-in/faults";
  private static final int DEFAULT_LIMIT = 1_000;
  private static final int MOST_TRADES = 100_000;

  private final ExchangeServer server;

  ControlRoutes(ExchangeServer server) {
    this.server = server;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/stand-in/status", this::status);
    routes.get("/stand-in/trades", this::trades);
    routes.get("/stand-in/bars", this::bars);
    routes.get(FAULTS, request -> answer(request, server.faults().describe()));
    routes.post(FAULTS, this::startFaults);
    routes.delete(
        FAULTS,
        request -> {
          server.faults().clear();
          answer(request, server.faults().describe());
        });
  }

  private void status(Context request) {
    answer(request, server.status());
  }

  private void startFaults(Context request) {
    try {
      FaultJson.read(request.bodyAsBytes()).forEach(server.faults()::start);
    } catch (IllegalArgumentException e) {
      throw ErrorAnswer.invalidArgument(e.getMessage());
    }
    answer(request, server.faults().describe());
  }

  private void trades(Context request) {
    long after = RequestParameters.whole(request, "after").orElse(0L);
    long limit = RequestParameters.whole(request, "limit").orElse((long) DEFAULT_LIMIT);
    StringBuilder lines = new StringBuilder();
    market(request)
        .printed()
        .above(after, (int) Math.max(0, Math.min(limit, MOST_TRADES)))
        .forEach(printed -> lines.append(line(printed)).append('\n'));
    request.contentType("application/x-ndjson").result(lines.toString());
  }

  private static ObjectNode line(PrintedTrade printed) {
    Trade trade = printed.trade();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("product", trade.product().toString())
        .put("trade_id", trade.tradeId())
        .put("time", WireTime.text(trade.time()))
        .put("price", trade.price().toPlainString())
        .put("size", trade.size().toPlainString())
        .put("maker_side", trade.makerSide().name())
        .put("sent_at", printed.sentAt().map(WireTime::text).orElse(null));
    return json;
  }

  private void bars(Context request) {
    BarWidth width;
    try {
      width =
          BarWidth.valueOf(String.valueOf(request.queryParam("width")).toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw ErrorAnswer.invalidArgument("width is second, minute, hour or day");
    }
    IdRange ids = ids(request);
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    server
        .bars(market(request).product(), width.duration(), ids)
        .forEach(bar -> writeBar(list.addObject(), bar));
    request.contentType("application/json").result(list.toString());
  }

  private static IdRange ids(Context request) {
    long first = RequestParameters.whole(request, "first_id").orElse(1L);
    long last = RequestParameters.whole(request, "last_id").orElse(Long.MAX_VALUE);
    try {
      return new IdRange(first, last);
    } catch (IllegalArgumentException e) {
      throw ErrorAnswer.invalidArgument(e.getMessage());
    }
  }

  private static void writeBar(ObjectNode json, PlainBar bar) {
    json.put("product", bar.product())
        .put("start", WireTime.text(bar.start()))
        .put("trades", bar.trades())
        .put("buys", bar.buys())
        .put("sells", bar.sells())
        .put("open", bar.open().toPlainString())
        .put("high", bar.high().toPlainString())
        .put("low", bar.low().toPlainString())
        .put("close", bar.close().toPlainString())
        .put("open_time", WireTime.text(bar.openTime()))
        .put("close_time", WireTime.text(bar.closeTime()))
        .put("first_trade_id", bar.firstTradeId())
        .put("last_trade_id", bar.lastTradeId())
        .put("base_volume", bar.baseVolume().toPlainString())
        .put("buy_volume", bar.buyVolume().toPlainString())
        .put("sell_volume", bar.sellVolume().toPlainString())
        .put("quote_volume", bar.quoteVolume().toPlainString())
        .put("price_sum", bar.priceSum().toPlainString());
  }

  private ProductMarket market(Context request) {
    String id = request.queryParam("product");
    return server.market(id).orElseThrow(() -> ErrorAnswer.unknownProduct(String.valueOf(id)));
  }

  private static void answer(Context request, ObjectNode json) {
    request.contentType("application/json").result(json.toString());
  }
}
