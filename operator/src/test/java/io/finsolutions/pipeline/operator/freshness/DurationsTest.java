package io.finsolutions.pipeline.operator.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "PT31S, up to 5 min",
    "PT4M59S, up to 5 min",
    "PT5M, over 5 min",
    "PT39M59S, over 35 min",
    "PT1H59M59S, over 115 min",
    "PT2H, over 2 h",
    "PT50H30M, over 50 h"
  })
  void areSaidInStepsThatDoNotChangeTooOften(Duration duration, String words) {
    assertThat(Durations.inWords(duration)).isEqualTo(words);
  }
}
