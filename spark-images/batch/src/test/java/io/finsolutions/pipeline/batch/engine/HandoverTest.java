package io.finsolutions.pipeline.batch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.IdRange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HandoverTest {
  private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");

  private final Handover handover =
      new Handover(
          Optional.of(TEN),
          Optional.of(new IdRange(5, 20)),
          Optional.of(TEN.minusSeconds(90)),
          offsets(0, 100),
          Optional.of("id"),
          Optional.of(TEN.minusSeconds(60)));

  @Test
  void onlyBarsThatBeginBeforeThoseThatAreKeptAreDropped() {
    assertThat(handover.isDropped(TEN.minusSeconds(61))).isTrue();
    assertThat(handover.isDropped(TEN.minusSeconds(60))).isFalse();
    assertThat(Handover.NONE.isDropped(Instant.EPOCH)).isFalse();
  }

  @Test
  void aTopicThatGrowsAndForgetsWhatWasReadIsNoSurprise() {
    assertThat(handover.surprises("t", "id", offsets(0, 100), offsets(0, 100))).isEmpty();
    assertThat(handover.surprises("t", "id", offsets(0, 70), offsets(0, 900))).isEmpty();
    assertThat(Handover.NONE.surprises("t", "id", offsets(0, 70), offsets(0, 900))).isEmpty();
  }

  @Test
  void aTopicThatEndsTooEarlyWasMadeAnewAndIsReadFromItsBeginning() {
    assertThat(handover.surprises("t", "id", offsets(0, 0), offsets(0, 99)))
        .singleElement()
        .asString()
        .contains("runs have read t/0 up to offset 100, and it ends at 99", "made anew");
    assertThat(handover.unseen("id", offsets(0, 99))).isEqualTo(offsets(0, 0));
  }

  @Test
  void aTopicWithAnotherIdWasMadeAnewWhereverItEnds() {
    assertThat(handover.surprises("t", "other", offsets(0, 0), offsets(0, 900)))
        .singleElement()
        .asString()
        .contains("the topic t was made anew", "read from its beginning");
    assertThat(handover.unseen("other", offsets(0, 900))).isEqualTo(offsets(0, 0));
    assertThat(handover.unseen("id", offsets(0, 900))).isEqualTo(offsets(0, 100));
  }

  @Test
  void recordsThatRetentionTookUnreadAreSaid() {
    assertThat(handover.surprises("t", "id", offsets(0, 101), offsets(0, 900)))
        .singleElement()
        .asString()
        .contains("it begins at 101: retention took records", "ops.missing_ids");
  }

  @Test
  void aPartitionThatIsGoneIsSaid() {
    assertThat(handover.surprises("t", "id", offsets(1, 0), offsets(1, 7)))
        .singleElement()
        .asString()
        .contains("there is no such partition");
  }

  @Test
  void whatIsMissingIsNotCounted() {
    Hole hole = new Hole(new IdRange(7, 9), TEN, TEN);

    assertThat(handover.finalIds(List.of(hole))).hasToString("5-6,10-20");
  }

  @Test
  void whatBeginsBeforeItIsCoveredIsUncovered() {
    assertThat(handover.isUncovered(TEN.minusSeconds(91))).isTrue();
    assertThat(handover.isUncovered(TEN.minusSeconds(90))).isFalse();
    assertThat(Handover.NONE.isUncovered(TEN)).isTrue();
  }

  private static SortedMap<Integer, Long> offsets(int partition, long offset) {
    return new TreeMap<>(Map.of(partition, offset));
  }
}
