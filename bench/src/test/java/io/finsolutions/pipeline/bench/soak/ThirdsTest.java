package io.finsolutions.pipeline.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ThirdsTest {
  private static Thirds of(double... values) {
    return new Thirds(
        DoubleStream.of(values)
            .mapToObj(value -> new SoakSample(Map.of("heap MB", value)))
            .toList(),
        1.1);
  }

  @Test
  void theMeansOfTheFirstAndTheLastThirdAreCompared() {
    assertThat(of(10, 20, 900, 900, 900, 30, 30).table().toString())
        .contains("| heap MB | 15.00       | 30.00      | 2.00  |");
  }

  @Test
  void whatHasGrownByMoreThanIsAllowedIsNamed() {
    assertThat(of(100, 100, 111).grown()).containsExactly("heap MB");
    assertThat(of(100, 500, 110).grown()).isEmpty();
    assertThat(of(0, 0, 0).grown()).isEmpty();
    assertThat(of(0, 0, 1).grown()).containsExactly("heap MB");
  }

  @Test
  void aSampleWithoutTheValueIsPassedOver() {
    assertThat(of(Double.NaN, 50, 0, 0, 50, 50).table().toString())
        .contains("| heap MB | 50.00       | 50.00      | 1.00  |");
    assertThat(of(Double.NaN, Double.NaN, Double.NaN).grown()).isEmpty();
  }
}
