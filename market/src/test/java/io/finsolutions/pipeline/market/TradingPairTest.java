package io.finsolutions.pipeline.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TradingPairTest {
  @ParameterizedTest
  @ValueSource(strings = {"BTC-USD", "1INCH-EUR", "00-USD", "A-B"})
  void aPairIsWrittenAsItWasRead(String text) {
    assertThat(TradingPair.parse(text)).hasToString(text);
  }

  @Test
  void theBaseComesFirst() {
    assertThat(TradingPair.parse("ETH-BTC")).isEqualTo(new TradingPair("ETH", "BTC"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "BTC",
        "BTC-",
        "-USD",
        "btc-usd",
        "BTC-USD-X",
        "BTC/USD",
        "BTCUSD",
        " BTC-USD",
        "BTC-USD\n",
        "BTC -USD",
        "BTС-USD",
        "BTC-USD٣",
        "BTC–USD",
      })
  void anyOtherFormIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TradingPair.parse(text))
        .withMessage(
            "\""
                + text
                + "\" is not a trading pair: write BASE-QUOTE in capitals, such as BTC-USD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "btc", "B-C", "BTC "})
  void aCurrencyIsCapitalsAndDigits(String currency) {
    assertThatIllegalArgumentException().isThrownBy(() -> new TradingPair(currency, "USD"));
    assertThatIllegalArgumentException().isThrownBy(() -> new TradingPair("BTC", currency));
  }

  @Test
  void bothCurrenciesMustBeThere() {
    assertThatNullPointerException().isThrownBy(() -> new TradingPair(null, "USD"));
    assertThatNullPointerException().isThrownBy(() -> new TradingPair("BTC", null));
    assertThatNullPointerException().isThrownBy(() -> TradingPair.parse(null));
  }

  @Test
  void pairsSortAsTheyAreWritten() {
    assertThat(Stream.of("ETH-USD", "BTC-USD", "BTC-EUR").map(TradingPair::parse).sorted())
        .extracting(TradingPair::toString)
        .containsExactly("BTC-EUR", "BTC-USD", "ETH-USD");
  }
}
