package io.finsolutions.pipeline.coinbase;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.TradingPair;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductTest {
  static final Product BTC_USD =
      new Product(
          TradingPair.parse("BTC-USD"),
          "online",
          "SPOT",
          false,
          false,
          false,
          Optional.empty(),
          List.of(TradingPair.parse("BTC-USDC")),
          Optional.of(new BigDecimal("0.00000001")),
          Optional.of(new BigDecimal("0.01")));

  @Test
  void anOnlineProductCanBeFollowed() {
    assertThat(BTC_USD.whyNotTradable()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "alias":"BTC-USD"       | BTC-USDC is an alias of BTC-USD: use BTC-USD
          "status":"delisted"     | BTC-USDC is delisted
          "is_disabled":true      | BTC-USDC is disabled
          "trading_disabled":true | trading of BTC-USDC is disabled
          "view_only":true        | BTC-USDC is view only
          "product_type":"FUTURE" | BTC-USDC is of the type FUTURE, and only SPOT is followed
          """)
  void theReasonIsOneSentence(String field, String reason) throws Exception {
    String json = "{\"product_id\":\"BTC-USDC\"," + field + "}";

    Product product = AnswerDecoder.product(json.getBytes(StandardCharsets.UTF_8));

    assertThat(product.whyNotTradable()).contains(reason);
  }

  @Test
  void aProductOfWhichTheExchangeSaysNothingBadCanBeFollowed() throws Exception {
    byte[] json =
        "{\"product_id\":\"NEW-USD\",\"status\":\"\",\"alias\":\"\"}"
            .getBytes(StandardCharsets.UTF_8);

    assertThat(AnswerDecoder.product(json).whyNotTradable()).isEmpty();
  }
}
