package io.finsolutions.pipeline.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortsTest {
  @Test
  void noPortIsGivenTwice() {
    List<Integer> ports = IntStream.range(0, 500).map(i -> FreePorts.find()).boxed().toList();

    // Drawn at random, some 10 of 500 would be.
    assertThat(ports).doesNotHaveDuplicates();
  }
}
