package io.finsolutions.pipeline.batch.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class OffsetsJsonTest {
  @Test
  void offsetsAreAnObjectByPartition() {
    assertThat(OffsetsJson.format(new TreeMap<>(Map.of(0, 42L, 1, 7L))))
        .isEqualTo("{\"0\": 42, \"1\": 7}");
  }

  @Test
  void noOffsetsAreAnEmptyObject() {
    assertThat(OffsetsJson.format(Map.of())).isEqualTo("{}");
    assertThat(OffsetsJson.parse("{}")).isEmpty();
  }

  @Test
  void spacesDoNotMatter() {
    assertThat(OffsetsJson.parse("{\"0\":1,\n \"10\" : 2}"))
        .containsExactly(Map.entry(0, 1L), Map.entry(10, 2L));
  }

  @Property
  void whatWasWrittenIsRead(
      @ForAll Map<@IntRange Integer, @LongRange(max = Long.MAX_VALUE) Long> offsets) {
    assertThat(OffsetsJson.parse(OffsetsJson.format(offsets))).isEqualTo(offsets);
  }
}
