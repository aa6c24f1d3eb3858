package io.finsolutions.pipeline.coinbase;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0                             | PT0S
          7                             | PT7S
          999999999                     | PT1M
          Fri, 02 Jan 2026 03:04:15 GMT | PT10S
          Fri, 02 Jan 2026 04:04:05 GMT | PT1M
          Fri, 02 Jan 2026 03:04:00 GMT | PT0S
          """)
  void secondsAndDatesAreUnderstoodUpToAMinute(String header, Duration wait) {
    assertThat(RetryAfter.parse(header, NOW)).contains(wait);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1.5", "99999999999999999999", "Fri, 99 Jan 2026"})
  void anythingElseIsNoWait(String header) {
    assertThat(RetryAfter.parse(header, NOW)).isEmpty();
  }

  @Test
  void noHeaderIsNoWait() {
    assertThat(RetryAfter.parse(null, NOW)).isEmpty();
  }
}
