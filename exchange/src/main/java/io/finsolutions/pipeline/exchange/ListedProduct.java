package io.finsolutions.pipeline.exchange;

import io.finsolutions.pipeline.market.TradingPair;
import java.util.List;
import java.util.Optional;

/**
 * A product as the exchange lists it.
 *
 * @param pair its id
 * @param market where it is traded; nothing for one that was delisted
 * @param alias the product whose book it shares, if it is only another name
 * @param aliasTo the other names of its book
 */
record ListedProduct(
    TradingPair pair,
    Optional<ProductMarket> market,
    Optional<TradingPair> alias,
    List<TradingPair> aliasTo) {}
