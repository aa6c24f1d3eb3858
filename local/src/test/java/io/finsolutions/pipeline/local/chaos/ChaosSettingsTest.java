package io.finsolutions.pipeline.local.chaos;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.service.UsageException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChaosSettingsTest {
  @Test
  void aRunThatIsTooShortToRecoverInIsRefused() {
    assertThatThrownBy(() -> settings(Duration.ofSeconds(29), 100))
        .isInstanceOf(UsageException.class)
        .hasMessage("--for has to be 30 s or more");
  }

  @Test
  void aRateHasToBeAboveZero() {
    assertThatThrownBy(() -> settings(Duration.ofMinutes(3), 0))
        .isInstanceOf(UsageException.class)
        .hasMessage("--rate 0.0 is not above zero");
  }

  private static ChaosSettings settings(Duration length, double rate) {
    return new ChaosSettings(
        TradingPair.parse("BTC-USD"), length, 1, rate, Path.of("state"), false);
  }
}
