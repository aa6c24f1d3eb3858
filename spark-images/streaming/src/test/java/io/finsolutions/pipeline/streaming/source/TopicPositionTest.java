package io.finsolutions.pipeline.streaming.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TopicPositionTest {
  @Property
  void aPositionIsReadAsItWasWritten(
      @ForAll Map<@IntRange(max = 50) Integer, @LongRange(min = 0) Long> offsets) {
    TopicPosition position = new TopicPosition(new TreeMap<>(offsets));
    assertThat(TopicPosition.parse(position.json())).isEqualTo(position);
  }

  @Test
  void aPositionNamesTheNextOffsetOfEachPartition() {
    SortedMap<Integer, Long> offsets = new TreeMap<>();
    offsets.put(1, 1_180L);
    offsets.put(0, 1_200L);
    assertThat(new TopicPosition(offsets).json()).isEqualTo("{\"0\":1200,\"1\":1180}");
  }
}
