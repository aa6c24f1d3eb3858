package io.finsolutions.pipeline.coinbase;

import io.finsolutions.pipeline.market.TradingPair;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the exchange says about a pair.
 *
 * @param pair the pair
 * @param status {@code online}, {@code delisted}, or empty where the exchange says nothing
 * @param productType {@code SPOT} for what this pipeline follows
 * @param tradingDisabled whether trading is off
 * @param disabled whether the product as a whole is off
 * @param viewOnly whether it can be looked at but not traded
 * @param alias the pair whose book this one is only another name of; nothing for a book of its own
 * @param aliasTo the pairs that are other names of this one's book
 * @param baseIncrement the smallest step of a size
 * @param priceIncrement the smallest step of a price
 */
public record Product(
    TradingPair pair,
    String status,
    String productType,
    boolean tradingDisabled,
    boolean disabled,
    boolean viewOnly,
    Optional<TradingPair> alias,
    List<TradingPair> aliasTo,
    Optional<BigDecimal> baseIncrement,
    Optional<BigDecimal> priceIncrement) {
  private static final String SPOT = "SPOT";
  private static final String DELISTED = "delisted";

  /** Checks that every part is there. */
  public Product {
    Objects.requireNonNull(pair, "pair");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(productType, "productType");
    Objects.requireNonNull(alias, "alias");
    Objects.requireNonNull(baseIncrement, "baseIncrement");
    Objects.requireNonNull(priceIncrement, "priceIncrement");
    aliasTo = List.copyOf(aliasTo);
  }

  /**
   * Why a pipeline of this pair would never see a trade, in one sentence that names the right pair
   * where there is one; nothing for a pair that can be followed.
   */
  public Optional<String> whyNotTradable() {
    if (alias.isPresent()) {
      // The feed carries the trades of the book under its own name only.
      return Optional.of(pair + " is an alias of " + alias.get() + ": use " + alias.get());
    }
    if (!productType.isEmpty() && !productType.equals(SPOT)) {
      return Optional.of(pair + " is of the type " + productType + ", and only SPOT is followed");
    }
    if (status.equals(DELISTED)) {
      return Optional.of(pair + " is delisted");
    }
    if (disabled) {
      return Optional.of(pair + " is disabled");
    }
    if (tradingDisabled) {
      return Optional.of("trading of " + pair + " is disabled");
    }
    if (viewOnly) {
      return Optional.of(pair + " is view only");
    }
    return Optional.empty();
  }
}
