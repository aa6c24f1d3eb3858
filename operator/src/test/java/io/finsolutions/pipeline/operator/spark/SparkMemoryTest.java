package io.finsolutions.pipeline.operator.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparkMemoryTest {
  @ParameterizedTest
  @CsvSource({
    "720Mi, 480m, 240m",
    "768Mi, 512m, 256m",
    "3Gi, 2048m, 1024m",
    "1G, 636m, 317m",
    "805306368, 512m, 256m"
  })
  void aThirdIsNotHeap(String limit, String heap, String overhead) {
    SparkMemory memory = SparkMemory.of(new Quantity(limit));

    assertThat(memory.heap()).isEqualTo(heap);
    assertThat(memory.overhead()).isEqualTo(overhead);
  }

  @Property(tries = 200)
  void heapAndTheRestAreTheLimitAndBothAreThere(
      @ForAll @IntRange(min = 720, max = 1_000_000) int mebibytes) {
    SparkMemory memory = SparkMemory.of(new Quantity(mebibytes + "Mi"));

    assertThat(memory.heapMebibytes() + memory.overheadMebibytes()).isEqualTo(mebibytes);
    assertThat(memory.heapMebibytes()).isGreaterThanOrEqualTo(480);
    assertThat(memory.overheadMebibytes()).isGreaterThanOrEqualTo(240);
  }
}
