package io.finsolutions.pipeline.producer.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProducerMetricsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final ManualClock clock = new ManualClock(NOW);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ProducerMetrics metrics =
      new ProducerMetrics(registry, clock, new ProducerHealth(clock));

  @Test
  void beforeTheFirstTradeNothingIsSaidOfOne() {
    assertThat(gauge("feed.lag")).isNaN();
    assertThat(gauge("last.trade.id")).isNaN();
  }

  @Test
  void theAgeOfTheLastTradeAndTheHighestIdAreSaid() {
    metrics.liveTrade(NOW.minus(Duration.ofMillis(1_250)));
    metrics.lastTradeId(0);

    assertThat(gauge("feed.lag")).isEqualTo(1.25);
    assertThat(gauge("last.trade.id")).isZero();
  }

  @Test
  void whereNothingIsMissingItIsSoSinceNoTime() {
    assertThat(gauge("oldest.hole.age")).isZero();
  }

  private double gauge(String name) {
    return registry.get("pipeline.producer." + name).gauge().value();
  }
}
