package io.finsolutions.pipeline.streaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.topic.TopicOffsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StartingOffsetsTest {
  private static final TopicOffsets TOPIC =
      new TopicOffsets(
          "btc-usd.trades",
          new TreeMap<>(Map.of(0, 0L, 1, 100L)),
          new TreeMap<>(Map.of(0, 50L, 1, 200L)));

  @Test
  void aPartitionThatWasNeverReadIsReadFromItsBeginning() {
    assertThat(StartingOffsets.of(TOPIC, Map.of())).isEqualTo(Map.of(0, 0L, 1, 100L));
  }

  @Test
  void aFenceThatWasTakenAndNeverMovedIsOneThatWasNeverRead() {
    assertThat(StartingOffsets.of(TOPIC, Map.of(0, 0L, 1, 0L))).isEqualTo(Map.of(0, 0L, 1, 100L));
  }

  @Test
  void aPartitionIsReadFromItsFence() {
    assertThat(StartingOffsets.of(TOPIC, Map.of(0, 7L, 1, 100L))).isEqualTo(Map.of(0, 7L, 1, 100L));
  }

  @Test
  void aPartitionThatIsReadToItsEndIsReadFromThere() {
    assertThat(StartingOffsets.of(TOPIC, Map.of(0, 50L, 1, 200L)))
        .isEqualTo(Map.of(0, 50L, 1, 200L));
  }

  @Test
  void aFenceBeyondTheEndIsThatOfAnotherTopic() {
    assertThatThrownBy(() -> StartingOffsets.of(TOPIC, Map.of(0, 51L)))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("reflect btc-usd.trades/0 up to offset 51, but it ends at 50")
        .hasMessageContaining("the topic was made anew")
        .hasMessageContaining("UPDATE ops.fence SET next_offset = 0");
  }

  @Test
  void aFenceOfAPartitionThatIsNotThereIsThatOfAnotherTopic() {
    assertThatThrownBy(() -> StartingOffsets.of(TOPIC, Map.of(2, 0L)))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("reflect btc-usd.trades/2, but there is no such partition")
        .hasMessageContaining("the topic was made anew");
  }

  @Test
  void recordsThatRetentionTookBeforeTheyWereCountedAreNotPassedOverInSilence() {
    assertThatThrownBy(() -> StartingOffsets.of(TOPIC, Map.of(1, 99L)))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("up to offset 99, but it begins at 100 now")
        .hasMessageContaining("set next_offset to 100 in ops.fence");
  }
}
