package io.finsolutions.pipeline.streaming.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.service.KafkaAccess;
import org.apache.spark.sql.connector.read.streaming.PartitionOffset;
import org.junit.jupiter.api.Test;

class TradesStreamTest {
  private static final TopicPosition START = TopicPosition.parse("{\"0\":5,\"1\":7}");

  private final TradesStream stream =
      new TradesStream(new TopicAddress(KafkaAccess.at("127.0.0.1:1"), "trades"), START);

  @Test
  void eachPartitionIsReadFromItsStartingOffsetWithoutEnd() {
    assertThat(stream.planInputPartitions(stream.initialOffset()))
        .containsExactly(
            new PartitionSlice(0, 5, PartitionSlice.ENDLESS),
            new PartitionSlice(1, 7, PartitionSlice.ENDLESS));
  }

  @Test
  void aBatchIsReadUpToWhereItEnds() {
    assertThat(stream.planInputPartitions(START, TopicPosition.parse("{\"0\":6,\"1\":7}")))
        .containsExactly(new PartitionSlice(0, 5, 6), new PartitionSlice(1, 7, 7));
  }

  @Test
  void thePositionsOfThePartitionsAreThatOfTheTopic() {
    PartitionOffset[] positions = {new PartitionPosition(1, 9), new PartitionPosition(0, 8)};
    assertThat(stream.mergeOffsets(positions)).isEqualTo(TopicPosition.parse("{\"0\":8,\"1\":9}"));
  }

  @Test
  void theEndOfAnEpochIsASignThatTheQueryGoesOn() {
    long before = Epochs.count();

    stream.commit(START);

    assertThat(Epochs.count()).isEqualTo(before + 1);
  }
}
