package io.finsolutions.pipeline.signals;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.Bar;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrendAndVolumeTest {
  private static final Strategy STRATEGY = Strategies.of("trend-and-volume");

  @Test
  void aPriceThatRisesOnBuysIsBought() {
    Signal signal = STRATEGY.judge(zigzag(2, -1, "3", "1"));

    assertThat(signal.action()).isEqualTo(Action.BUY);
    assertThat(signal.confidence()).isEqualByComparingTo("0.84");
    assertThat(signal.reasons())
        .containsExactly(
            "The score is +0.843, and 0.4 is enough to buy.",
            "The average of 8 bars, 1020, is above that of 21 bars, 1016, by 1.29 times what the price"
                + " moves within a bar, 2.5.",
            "The price has risen by 0.49 % over 10 bars, to 1022: 0.63 times as far as chance"
                + " alone goes.",
            "The RSI over 14 bars is 68.45: gains outweigh losses.",
            "Takers bought 75 % of the volume of the last 5 bars.",
            "The last 5 bars had 1 times the volume of the 20 before, bar by bar, as usual.");
    assertThat(signal.inputs().keySet())
        .containsExactly(
            "atr_14",
            "change_10",
            "close",
            "ema_21",
            "ema_8",
            "momentum",
            "order_flow_5",
            "rsi_14",
            "score",
            "trend",
            "volume_ratio_20");
    // Rounded are the sentences only.
    assertThat(signal.inputs().get("ema_8")).isEqualByComparingTo("1019.5938");
    assertThat(signal.inputs().get("change_10")).isEqualByComparingTo("0.492");
  }

  @Test
  void pricesAreToldWithTheDigitsThatThePairHas() {
    Signal signal =
        STRATEGY.judge(
            TestBars.series(
                42,
                index ->
                    TestBars.minute(
                        index,
                        new BigDecimal(zigzagClose(index, 2, -1)).movePointLeft(2).toString(),
                        "0.01",
                        "3",
                        "1")));

    assertThat(signal.reasons().get(1))
        .startsWith("The average of 8 bars, 10.2, is above that of 21 bars, 10.16, by 1.29 times")
        .endsWith("within a bar, 0.025.");
    assertThat(signal.reasons().get(2)).contains("to 10.22:");
  }

  @Test
  void averagesThatDifferByLessAreToldApartAllTheSame() {
    Signal signal =
        STRATEGY.judge(
            TestBars.series(
                42,
                index -> TestBars.minute(index, index == 41 ? "1001" : "1000", "100", "1", "1")));

    assertThat(signal.reasons().get(1))
        .startsWith("The average of 8 bars, 1000.2, is above that of 21 bars, 1000.1, by");
  }

  @Test
  void aPriceThatFallsOnSellsIsSold() {
    Signal signal = STRATEGY.judge(zigzag(-2, 1, "1", "3"));

    assertThat(signal.action()).isEqualTo(Action.SELL);
    assertThat(signal.inputs().get("score")).isNegative();
    assertThat(signal.reasons().get(0)).endsWith("is enough to sell.");
  }

  @Test
  void aPriceThatHasRisenTooFastIsNotFollowed() {
    Signal signal = STRATEGY.judge(zigzag(2, 2, "3", "1"));

    assertThat(signal.action()).isEqualTo(Action.HOLD);
    assertThat(signal.inputs().get("rsi_14")).isEqualByComparingTo("100");
    assertThat(signal.reasons().get(0))
        .endsWith("but an RSI of 100 is above 75: the price has risen too fast to follow it.");
  }

  @Test
  void aPriceThatHasFallenTooFastIsNotFollowed() {
    Signal signal = STRATEGY.judge(zigzag(-2, -2, "1", "3"));

    assertThat(signal.action()).isEqualTo(Action.HOLD);
    assertThat(signal.inputs().get("rsi_14")).isZero();
    assertThat(signal.reasons().get(0)).contains("an RSI of 0 is below 25");
  }

  @Test
  void aPriceThatStandsStillSpeaksForNothing() {
    Signal signal =
        STRATEGY.judge(TestBars.series(42, index -> TestBars.minute(index, "1000", "0", "1", "1")));

    assertThat(signal.action()).isEqualTo(Action.HOLD);
    assertThat(signal.confidence()).isEqualByComparingTo("1");
    assertThat(signal.inputs().get("rsi_14")).isEqualByComparingTo("50");
    assertThat(signal.inputs().get("score")).isZero();
    assertThat(signal.reasons())
        .containsExactly(
            "The score is 0, within ±0.4: not enough to act.",
            "The average of 8 bars, 1000, is where that of 21 bars, 1000, is.",
            "The price is where it was 10 bars before, at 1000.",
            "The RSI over 14 bars is 50: gains and losses are even.",
            "Takers bought 50 % of the volume of the last 5 bars.",
            "The last 5 bars had 1 times the volume of the 20 before, bar by bar, as usual.");
  }

  @Test
  void barsThatAreTooFewSpeakForNothing() {
    Signal signal = STRATEGY.judge(zigzag(2, -1, "3", "1").subList(0, 41));

    assertThat(signal.action()).isEqualTo(Action.HOLD);
    assertThat(signal.confidence()).isZero();
    assertThat(signal.reasons())
        .containsExactly("There are only 41 of the 42 bars that it looks at.");
  }

  @ParameterizedTest
  @CsvSource({
    // trend, momentum, rsi, order flow, volume ratio, score
    "0, 0, 50, 0, 1, 0",
    "1, 1, 75, 0.5, 1, 1",
    "-1, -1, 25, -0.5, 1, -1",
    "9, 9, 100, 1, 1, 1",
    "1, 0, 50, 0, 1, 0.25",
    "0, 1, 50, 0, 1, 0.25",
    "0, 0, 62.5, 0, 1, 0.125",
    "0, 0, 50, 0.25, 1, 0.125",
    "1, 1, 50, 0, 0.1, 0.25",
    "1, 1, 50, 0, 0.6, 0.3",
    "1, 1, 50, 0, 1.4, 0.7",
    "1, 1, 50, 0, 40, 0.75",
    "1, 1, 75, 0.5, 40, 1"
  })
  void theScoreIsTheMeanOfFourVoicesTimesTheVolume(
      String trend, String momentum, String rsi, String flow, String ratio, String score) {
    TrendAndVolumeFigures figures =
        new TrendAndVolumeFigures(
            BigDecimal.ONE,
            BigDecimal.ONE,
            BigDecimal.ONE,
            BigDecimal.ONE,
            new BigDecimal(trend),
            new BigDecimal(rsi),
            BigDecimal.ZERO,
            new BigDecimal(momentum),
            new BigDecimal(flow),
            new BigDecimal(ratio));

    assertThat(TrendAndVolume.score(figures)).isEqualByComparingTo(score);
  }

  /** A price that goes by one step in even minutes and by the other in odd ones. */
  private static List<Bar> zigzag(int even, int odd, String bought, String sold) {
    return TestBars.series(
        42,
        index -> {
          int close = zigzagClose(index, even, odd);
          return TestBars.minute(index, Integer.toString(close), "1", bought, sold);
        });
  }

  private static int zigzagClose(int index, int even, int odd) {
    return 1_000 + (index / 2 + index % 2) * even + index / 2 * odd;
  }
}
