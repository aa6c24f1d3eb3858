package io.finsolutions.pipeline.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.coinbase.Product;
import io.finsolutions.pipeline.market.TradingPair;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PairTableTest {
  private static final TradingPair BTC_USD = new TradingPair("BTC", "USD");
  private static final TradingPair BTC_USDC = new TradingPair("BTC", "USDC");

  @Test
  void columnsAreAligned() {
    List<String> lines =
        PairTable.lines(
            List.of(
                product(BTC_USD, Optional.empty(), List.of(BTC_USDC)),
                product(BTC_USDC, Optional.of(BTC_USD), List.of())));

    assertThat(lines)
        .containsExactly(
            "pair      also named  status",
            "BTC-USD   BTC-USDC    online",
            "BTC-USDC  -           BTC-USDC is an alias of BTC-USD: use BTC-USD",
            "2 pairs");
  }

  private static Product product(
      TradingPair pair, Optional<TradingPair> alias, List<TradingPair> aliasTo) {
    return new Product(
        pair,
        "online",
        "SPOT",
        false,
        false,
        false,
        alias,
        aliasTo,
        Optional.empty(),
        Optional.empty());
  }
}
