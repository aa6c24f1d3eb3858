package io.finsolutions.pipeline.operator.products;

import io.finsolutions.pipeline.market.TradingPair;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Guesses what somebody meant. */
final class Similar {
  private static final int MOST = 3;
  private static final List<String> USUAL_QUOTES = List.of("USD", "USDC", "EUR", "BTC");

  private Similar() {}

  /** Words that name similar pairs, or nothing. */
  static String to(TradingPair wanted, Collection<TradingPair> pairs) {
    String names =
        Stream.concat(
                pairs.stream()
                    .filter(pair -> pair.base().equals(wanted.base()))
                    .sorted(Comparator.comparingInt(Similar::rank)),
                pairs.stream()
                    .filter(pair -> pair.base().equals(wanted.quote()))
                    .filter(pair -> pair.quote().equals(wanted.base())))
            .limit(MOST)
            .map(TradingPair::toString)
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? "; write it as Coinbase does, such as BTC-USD"
        : "; there are " + names + ": apply a CryptoPipeline for one of them";
  }

  private static int rank(TradingPair pair) {
    int rank = USUAL_QUOTES.indexOf(pair.quote());
    return rank < 0 ? USUAL_QUOTES.size() : rank;
  }
}
