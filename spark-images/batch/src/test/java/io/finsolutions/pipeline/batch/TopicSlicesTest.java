package io.finsolutions.pipeline.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.service.KafkaAccess;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TopicSlicesTest {
  private static final KafkaAccess KAFKA = KafkaAccess.at("127.0.0.1:9092");

  @Test
  void oneReaderReadsEachPartitionAsAWhole() {
    assertThat(cut(Map.of(0, 0L, 1, 500L, 2, 7L), Map.of(0, 90_000L, 1, 500L, 2, 8L), 1))
        .containsExactly("0: 0-90000", "1: 500-500", "2: 7-8");
  }

  @Test
  void severalReadersShareThePartitionThatHasTheTrades() {
    assertThat(cut(Map.of(0, 100L, 1, 0L), Map.of(0, 6_100L, 1, 0L), 3))
        .containsExactly("0: 100-2100", "0: 2100-4100", "0: 4100-6100", "1: 0-0");
  }

  @Test
  void fewRecordsAreNotShared() {
    assertThat(cut(Map.of(0, 0L), Map.of(0, TopicSlices.FEWEST_RECORDS), 4))
        .containsExactly("0: 0-1000");
    assertThat(cut(Map.of(0, 0L), Map.of(0, TopicSlices.FEWEST_RECORDS + 1), 4))
        .containsExactly("0: 0-500", "0: 500-1001");
  }

  @Property
  void everyRecordIsInOneSliceAndTheSlicesAreFew(
      @ForAll @Size(min = 1, max = 12) List<@LongRange(min = 0, max = 2_000_000) Long> lengths,
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE / 2) long start,
      @ForAll @IntRange(min = 1, max = 64) int readers) {
    SortedMap<Integer, Long> from = new TreeMap<>();
    SortedMap<Integer, Long> until = new TreeMap<>();
    for (int partition = 0; partition < lengths.size(); partition++) {
      from.put(partition, start);
      until.put(partition, start + lengths.get(partition));
    }
    SortedMap<Integer, Long> reached = new TreeMap<>(from);
    List<TopicSlice> slices = TopicSlices.cut(KAFKA, "trades", from, until, readers);
    for (TopicSlice slice : slices) {
      assertThat(slice.from()).isEqualTo(reached.put(slice.partition(), slice.until()));
    }
    assertThat(reached).isEqualTo(until);
    assertThat(slices).hasSizeLessThanOrEqualTo(lengths.size() + readers);
  }

  private static List<String> cut(Map<Integer, Long> from, Map<Integer, Long> until, int readers) {
    return TopicSlices.cut(KAFKA, "trades", new TreeMap<>(from), new TreeMap<>(until), readers)
        .stream()
        .map(slice -> slice.partition() + ": " + slice.from() + "-" + slice.until())
        .toList();
  }
}
