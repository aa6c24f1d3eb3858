package io.finsolutions.pipeline.operator.products;

import io.finsolutions.pipeline.market.TradingPair;
import java.util.Optional;

/** Tells of a pair whether the exchange has it. */
@FunctionalInterface
public interface PairCheck {
  /** Lets every pair pass. */
  PairCheck NONE = pair -> Optional.empty();

  /** Why a pair cannot be followed, in words that name the right one; nothing if it can be. */
  Optional<String> whyNot(TradingPair pair);
}
