package io.finsolutions.pipeline.operator.products;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.TradingPair;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimilarTest {
  @Test
  void pairsOfTheSameBaseAreNamedTheUsualQuotesFirst() {
    assertThat(to("BTC-XYZ", "BTC-GBP", "ETH-USD", "BTC-EUR", "BTC-USD"))
        .contains("there are BTC-USD, BTC-EUR, BTC-GBP:");
  }

  @Test
  void noMoreThanThreeAreNamed() {
    assertThat(to("BTC-XYZ", "BTC-GBP", "BTC-BTC", "BTC-EUR", "BTC-USDC", "BTC-USD"))
        .contains("there are BTC-USD, BTC-USDC, BTC-EUR:");
  }

  @Test
  void aPairTheWrongWayRoundIsNamed() {
    assertThat(to("USD-BTC", "ETH-USD", "BTC-USD", "BTC-EUR")).contains("there are BTC-USD:");
  }

  @Test
  void withoutAnyTheFormIsShown() {
    assertThat(to("BTCUSD-X", "BTC-USD")).contains("write it as Coinbase does, such as BTC-USD");
  }

  private static String to(String wanted, String... pairs) {
    List<TradingPair> known = Arrays.stream(pairs).map(TradingPair::parse).toList();
    return Similar.to(TradingPair.parse(wanted), known);
  }
}
