package io.finsolutions.pipeline.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.finsolutions.pipeline.exchange.fault.Fault;
import io.finsolutions.pipeline.market.Trade;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;

/** What is used of the older Exchange API: pages of trades by id. */
final class ExchangeRoutes {
  private static final int MOST_TRADES = 1_000;
  private static final int FRACTION_DIGITS = 8;
  private static final int ROWS_OF_A_HOLE = 10;

  private final ProductCatalogue catalogue;
  private final Faults faults;
  private final AtomicLong pages = new AtomicLong();

  ExchangeRoutes(ProductCatalogue catalogue, Faults faults) {
    this.catalogue = catalogue;
    this.faults = faults;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/products/{id}/trades", this::trades);
  }

  /** How many pages of trades it has given. */
  long pages() {
    return pages.get();
  }

  private void trades(Context request) {
    PrintedTrades printed =
        catalogue
            .find(request.pathParam("id"))
            .flatMap(ListedProduct::market)
            .map(ProductMarket::printed)
            .orElseThrow(ErrorAnswer::notFound);
    long limit = RequestParameters.whole(request, "limit").orElse((long) MOST_TRADES);
    int most = (int) Math.max(1, Math.min(limit, MOST_TRADES));
    LongPredicate visible = id -> !faults.isWithheld(id);
    Optional<Long> after = RequestParameters.whole(request, "after");
    // "before" does not go upward from an id: the newest page is what the exchange gives for it.
    List<Trade> page =
        after.isPresent()
            ? printed.newestBelow(after.get(), most, visible)
            : printed.newestBelow(Long.MAX_VALUE, most, visible);
    pages.incrementAndGet();
    if (page.size() > ROWS_OF_A_HOLE && faults.strike(Fault.PageHole.class).isPresent()) {
      page = withHole(page);
    }
    if (!page.isEmpty()) {
      request.header("cb-before", Long.toString(page.get(0).tradeId()));
      request.header("cb-after", Long.toString(page.get(page.size() - 1).tradeId()));
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Trade trade : page) {
      list.addObject()
          .put("trade_id", trade.tradeId())
          .put("side", trade.makerSide().name().toLowerCase(Locale.ROOT))
          .put("size", padded(trade.size()))
          .put("price", padded(trade.price()))
          .put("time", WireTime.text(trade.time()));
    }
    request.contentType("application/json").result(list.toString());
  }

  private static List<Trade> withHole(List<Trade> page) {
    int middle = (page.size() - ROWS_OF_A_HOLE) / 2;
    List<Trade> rest = new ArrayList<>(page.subList(0, middle));
    rest.addAll(page.subList(middle + ROWS_OF_A_HOLE, page.size()));
    return rest;
  }

  /** This API writes all fraction digits. */
  private static String padded(BigDecimal amount) {
    return amount.setScale(Math.max(FRACTION_DIGITS, amount.scale())).toPlainString();
  }
}
