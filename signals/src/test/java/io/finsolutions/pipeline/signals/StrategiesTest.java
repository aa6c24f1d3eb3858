package io.finsolutions.pipeline.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategiesTest {
  @Test
  void theDefaultIsTrendAndVolume() {
    assertThat(Strategies.DEFAULT_FORMULA).isEqualTo("trend-and-volume/1");
    assertThat(Strategies.formulas())
        .containsExactly("trend-and-volume/1", "mean-reversion/1")
        .allSatisfy(formula -> assertThat(Strategies.of(formula).formula()).isEqualTo(formula));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trend-and-volume | trend-and-volume/1",
        "trend-and-volume/1:fast=8,slow=21 | trend-and-volume/1",
        "trend-and-volume:slow=34.0,fast=5 | trend-and-volume/1:fast=5,slow=34",
        "trend-and-volume:threshold=0.50 | trend-and-volume/1:threshold=0.5",
        "mean-reversion:width=2.5 | mean-reversion/1:width=2.5"
      })
  void aFormulaHasOneWayToBeWritten(String given, String written) {
    assertThat(Strategies.of(given).formula()).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trend-and-volume | 42",
        "trend-and-volume:slow=30 | 60",
        "trend-and-volume:rsi=20 | 60",
        "trend-and-volume:move=25 | 75",
        "trend-and-volume:change=50 | 51",
        "trend-and-volume:volume=60 | 65",
        "mean-reversion | 20"
      })
  void theParametersSayHowManyBarsAreLookedAt(String formula, int lookback) {
    assertThat(Strategies.of(formula).lookback()).isEqualTo(lookback);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "to-the-moon | there is no formula \"to-the-moon\": write one of trend-and-volume/1, mean-reversion/1",
        "trend-and-volume/2 | there is no formula \"trend-and-volume/2\"",
        "Trend | \"Trend\" is no formula",
        "trend-and-volume/1: | \"\" in \"trend-and-volume/1:\" is no parameter",
        "trend-and-volume:fast | \"fast\" in",
        "trend-and-volume:fast=a | \"fast=a\" in",
        "trend-and-volume:fast=1e9 | \"fast=1e9\" in",
        "trend-and-volume:fast=5,fast=6 | says twice what fast is",
        "trend-and-volume:speed=5 | trend-and-volume has no parameter \"speed\": it has fast, slow, move, rsi, change, flow, volume, threshold, overbought",
        "trend-and-volume:fast=2.5 | fast=2.5 is not a whole number",
        "trend-and-volume:fast=0 | fast=0 is not within 1 and 500",
        "trend-and-volume:slow=501 | slow=501 is not within 1 and 500",
        "trend-and-volume:fast=21 | fast=21 is not below slow=21",
        "trend-and-volume:threshold=0 | threshold=0 is not above 0 and below 1",
        "trend-and-volume:threshold=1 | threshold=1 is not above 0 and below 1",
        "trend-and-volume:overbought=49.9 | overbought=49.9 is not within 50 and 100",
        "mean-reversion:span=1 | span=1 is not enough for a deviation: 2 is",
        "mean-reversion:width=0.9 | width=0.9 is not within 1 and 5"
      })
  void aFormulaThatCannotBeIsRefusedInWords(String formula, String message) {
    assertThatThrownBy(() -> Strategies.of(formula))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
