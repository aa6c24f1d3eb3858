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
          Optional.of(TEN.minusSeconds(60)),
          List.of());

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
    assertThat(handover.isUncovered(TEN.minusSeconds(91), TEN)).isTrue();
    assertThat(handover.isUncovered(TEN.minusSeconds(90), TEN)).isFalse();
    assertThat(Handover.NONE.isUncovered(TEN, TEN.plusSeconds(1))).isTrue();
  }

  @Test
  void aPastThatDoesNotReachWhatIsCoveredCoversWhatLiesInItAlone() {
    Handover with = handover.withPast(past(-3_600, -1_800, 1, 3));

    assertThat(with.coveredFrom()).isEqualTo(handover.coveredFrom());
    assertThat(with.ids()).isEqualTo(handover.ids());
    assertThat(with.isUncovered(TEN.minusSeconds(3_600), TEN.minusSeconds(1_800))).isFalse();
    assertThat(with.isUncovered(TEN.minusSeconds(1_860), TEN.minusSeconds(1_799))).isTrue();
    assertThat(with.isUncovered(TEN.minusSeconds(3_601), TEN.minusSeconds(3_540))).isTrue();
    assertThat(with.finalIds(List.of())).hasToString("1-3,5-20");
    assertThat(with.endOfPast()).isEqualTo(TEN.minusSeconds(1_800));
  }

  @Test
  void aPastThatReachesWhatIsCoveredMovesThatBack() {
    Handover with =
        handover
            .withPast(past(-3_600, -1_800, 1, 2))
            .withPast(past(-9_000, -7_200, 1, 1))
            .withPast(past(-1_800, -90, 3, 7));

    assertThat(with.coveredFrom()).contains(TEN.minusSeconds(3_600));
    assertThat(with.ids()).contains(new IdRange(1, 20));
    assertThat(with.past()).containsExactly(past(-9_000, -7_200, 1, 1));
  }

  @Test
  void aPastThatLiesBetweenTwoOthersMakesThemOne() {
    Handover with =
        handover
            .withPast(past(-3_600, -3_000, 3, 3))
            .withPast(past(-9_000, -7_200, 1, 1))
            .withPast(past(-7_200, -3_600, 2, 2));

    assertThat(with.past()).containsExactly(past(-9_000, -3_000, 1, 3));
  }

  @Test
  void whatIsCoveredJoinsAPastThatItHasComeDownTo() {
    Handover with = handover.withPast(past(-3_600, -1_800, 1, 2));
    Handover moved =
        new Handover(
            with.at(),
            with.ids(),
            Optional.of(TEN.minusSeconds(1_900)),
            with.endOffsets(),
            with.topicId(),
            with.keptFrom(),
            with.past());

    assertThat(moved.joined().coveredFrom()).contains(TEN.minusSeconds(3_600));
    assertThat(moved.joined().past()).isEmpty();
    assertThat(with.joined()).isEqualTo(with);
  }

  private static PastSpan past(int from, int to, long firstId, long lastId) {
    return new PastSpan(
        TEN.plusSeconds(from), TEN.plusSeconds(to), Optional.of(new IdRange(firstId, lastId)));
  }

  private static SortedMap<Integer, Long> offsets(int partition, long offset) {
    return new TreeMap<>(Map.of(partition, offset));
  }
}
