package io.finsolutions.pipeline.exchange;

import io.finsolutions.pipeline.market.TradingPair;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The products that the stand-in knows: those that are traded, for each that is paid in USD its
 * alias that is paid in USDC, and one that was delisted.
 */
final class ProductCatalogue {
  /** A product that is not traded any more. */
  static final TradingPair DELISTED = new TradingPair("LUNA", "USD");

  private final Map<String, ListedProduct> products = new LinkedHashMap<>();

  ProductCatalogue(Collection<ProductMarket> markets) {
    for (ProductMarket market : markets) {
      TradingPair pair = market.product();
      if (pair.quote().equals("USD")) {
        TradingPair alias = new TradingPair(pair.base(), "USDC");
        add(new ListedProduct(pair, Optional.of(market), Optional.empty(), List.of(alias)));
        add(new ListedProduct(alias, Optional.of(market), Optional.of(pair), List.of()));
      } else {
        add(new ListedProduct(pair, Optional.of(market), Optional.empty(), List.of()));
      }
    }
    if (!products.containsKey(DELISTED.toString())) {
      add(new ListedProduct(DELISTED, Optional.empty(), Optional.empty(), List.of()));
    }
  }

  private void add(ListedProduct product) {
    products.put(product.pair().toString(), product);
  }

  Collection<ListedProduct> all() {
    return products.values();
  }

  Optional<ListedProduct> find(String id) {
    return Optional.ofNullable(products.get(id));
  }

  /** The product whose book an id's trades are in; nothing for an id that is not traded. */
  Optional<TradingPair> tradedAs(String id) {
    return find(id).flatMap(ListedProduct::market).map(ProductMarket::product);
  }
}
