package io.finsolutions.pipeline.batch.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finsolutions.pipeline.market.IdRange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StandingTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void whatIsWrittenIsReadAgain() {
    Standing standing =
        new Standing(
            new Handover(
                Optional.of(NOON),
                Optional.of(new IdRange(7, Long.MAX_VALUE)),
                Optional.of(NOON.minusNanos(1_000)),
                new TreeMap<>(Map.of(0, 42L, 11, 0L)),
                Optional.of("qV2k0fJ2SdKuZlO3z1xv5g"),
                Optional.of(Instant.EPOCH),
                List.of(
                    new PastSpan(Instant.EPOCH, NOON.minusSeconds(90), Optional.empty()),
                    new PastSpan(
                        NOON.minusSeconds(60),
                        NOON.minusSeconds(30),
                        Optional.of(new IdRange(5, 6))))),
            List.of(
                new Hole(new IdRange(9, 12), NOON, NOON.plusNanos(1_000)),
                new Hole(new IdRange(20, 20), NOON, NOON)));

    assertThat(Standing.parse(standing.text())).isEqualTo(standing);
  }

  @Test
  void whatIsNotKnownStaysUnknown() {
    Standing standing = new Standing(Handover.NONE, List.of());

    assertThat(Standing.parse(standing.text())).isEqualTo(standing);
  }

  @Test
  void anotherTextIsRefused() {
    assertThatThrownBy(() -> Standing.parse("{}")).isInstanceOf(IllegalArgumentException.class);
  }
}
