package io.finsolutions.pipeline.signals;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.Bar;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeanReversionTest {
  private static final Strategy STRATEGY = Strategies.of("mean-reversion/1:span=5");

  @Test
  void aPriceFarBelowItsMeanIsBought() {
    Signal signal = STRATEGY.judge(closes("100", "100", "100", "100", "90"));

    // The mean is 98, the deviation 4: the root of (4 · 4 + 64) / 5.
    assertThat(signal.action()).isEqualTo(Action.BUY);
    assertThat(signal.confidence()).isEqualByComparingTo("0.5");
    assertThat(signal.reasons())
        .containsExactly(
            "The price, 90, is 2 standard deviations below its mean over 5 bars, 98: from 2 on it"
                + " is expected to rise again.");
    assertThat(signal.inputs().toString())
        .isEqualTo("{close=90, distance=-2, lower_5=90, middle_5=98, upper_5=106}");
  }

  @Test
  void theMeanIsToldWithTheDigitsThatPricesHave() {
    Signal signal = STRATEGY.judge(closes("10", "10.02", "10.03", "10.03", "10.01"));

    assertThat(signal.reasons().get(0)).contains("its mean over 5 bars, 10.02:");
    assertThat(signal.inputs().get("middle_5")).isEqualByComparingTo("10.018");
  }

  @Test
  void aPriceFarAboveItsMeanIsSold() {
    Signal signal = STRATEGY.judge(closes("100", "100", "100", "100", "110"));

    assertThat(signal.action()).isEqualTo(Action.SELL);
    assertThat(signal.confidence()).isEqualByComparingTo("0.5");
  }

  @Test
  void aPriceWithinItsBandsIsLeftAlone() {
    Signal signal = STRATEGY.judge(closes("100", "101", "99", "100", "101"));

    assertThat(signal.action()).isEqualTo(Action.HOLD);
    assertThat(signal.reasons().get(0)).endsWith(": within 2, not enough to act.");
  }

  @Test
  void aPriceThatStandsStillIsAtItsMean() {
    Signal signal = STRATEGY.judge(closes("100", "100", "100", "100", "100"));

    assertThat(signal.action()).isEqualTo(Action.HOLD);
    assertThat(signal.confidence()).isEqualByComparingTo("1");
    assertThat(signal.inputs().get("distance")).isZero();
  }

  private static List<Bar> closes(String... closes) {
    return TestBars.series(
        closes.length, index -> TestBars.minute(index, closes[index], "1", "1", "1"));
  }
}
