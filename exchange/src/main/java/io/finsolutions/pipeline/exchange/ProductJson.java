package io.finsolutions.pipeline.exchange;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.finsolutions.pipeline.market.Trade;
import java.math.BigDecimal;

/** Writes a product with all the fields that the exchange gives it. */
final class ProductJson {
  private ProductJson() {}

  static ObjectNode write(ListedProduct product) {
    String price =
        product
            .market()
            .flatMap(market -> market.printed().last())
            .map(Trade::price)
            .map(BigDecimal::toPlainString)
            .orElse("");
    boolean delisted = product.market().isEmpty();
    String base = product.pair().base();
    String quote = product.pair().quote();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("product_id", product.pair().toString())
        .put("price", price)
        .put("price_percentage_change_24h", delisted ? "" : "0")
        .put("volume_24h", delisted ? "" : "0")
        .put("volume_percentage_change_24h", delisted ? "" : "0")
        .put("base_increment", "0.00000001")
        .put("quote_increment", "0.01")
        .put("quote_min_size", "1")
        .put("quote_max_size", "150000000")
        .put("base_min_size", "0.00000001")
        .put("base_max_size", "3400")
        .put("base_name", base)
        .put("quote_name", quote)
        .put("watched", false)
        .put("is_disabled", delisted)
        .put("new", false)
        .put("status", delisted ? "delisted" : "online")
        .put("cancel_only", false)
        .put("limit_only", false)
        .put("post_only", false)
        .put("trading_disabled", delisted)
        .put("auction_mode", false)
        .put("product_type", "SPOT")
        .put("quote_currency_id", quote)
        .put("base_currency_id", base)
        .putNull("fcm_trading_session_details")
        .put("mid_market_price", "")
        .put("alias", product.alias().map(Object::toString).orElse(""));
    var aliasTo = json.putArray("alias_to");
    product.aliasTo().forEach(alias -> aliasTo.add(alias.toString()));
    json.put("base_display_symbol", base)
        .put("quote_display_symbol", quote)
        .put("view_only", false)
        .put("price_increment", "0.01")
        .put("display_name", product.pair().toString())
        .put("product_venue", "CBE")
        .put("approximate_quote_24h_volume", delisted ? "" : "0")
        .put("new_at", "2023-01-01T00:00:00Z")
        .put("market_cap", "")
        .put("base_cbrn", "")
        .put("quote_cbrn", "")
        .put("product_cbrn", "")
        .put("icon_color", "")
        .put("icon_url", "")
        .put("display_name_overwrite", "")
        .put("is_alpha_testing", false)
        .put("about_description", "")
        .put("best_bid_price", "")
        .put("best_ask_price", "")
        .put("high_24h", price)
        .put("low_24h", price)
        .put("hidden_from_discovery", false);
    return json;
  }
}
