package io.finsolutions.pipeline.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void figuresHaveTheirUnit() {
    assertThat(Figures.megabytes(450L << 20)).isEqualTo("450");
    assertThat(Figures.seconds(Duration.ofMillis(12_345))).isEqualTo("12.35");
    assertThat(Figures.millis(6_249_999)).isEqualTo("6.2");
    assertThat(Figures.whole(203_456.7)).isEqualTo("203,457");
  }

  @Test
  void whatWasMeasuredSeveralTimesIsItsMedianAndItsRange() {
    assertThat(Figures.spread(List.of(9.0, 7.0, 8.0), Figures::share))
        .isEqualTo("8.00 (7.00 to 9.00)");
    assertThat(Figures.spread(List.of(9.0), Figures::share)).isEqualTo("9.00");
  }
}
