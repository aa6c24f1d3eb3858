package io.finsolutions.pipeline.batch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.TradeIds;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MissingIdsTest {
  private static final Hole HOLE = hole(10, 19, 100, 200);

  @Test
  void aHoleStaysAsLongAsNothingOfItIsDelivered() {
    assertThat(MissingIds.after(List.of(HOLE), ids(1, 9), List.of())).containsExactly(HOLE);
    assertThat(MissingIds.hoursOfChange(List.of(HOLE), List.of(HOLE))).isEmpty();
  }

  @Test
  void aHoleThatIsFilledIsGone() {
    assertThat(MissingIds.after(List.of(HOLE), ids(10, 19), List.of())).isEmpty();
    assertThat(MissingIds.hoursOfChange(List.of(HOLE), List.of())).containsExactly(Instant.EPOCH);
  }

  @Test
  void everyHourThatAHoleTouchesChangesWithIt() {
    Hole wide = hole(10, 19, 7_200, 14_399);

    assertThat(MissingIds.hoursOfChange(List.of(), List.of(wide)))
        .containsExactly(
            Instant.ofEpochSecond(3_600),
            Instant.ofEpochSecond(7_200),
            Instant.ofEpochSecond(10_800),
            Instant.ofEpochSecond(14_400));
  }

  @Test
  void aHoleThatIsFilledInPartLeavesTheRest() {
    assertThat(MissingIds.after(List.of(HOLE), ids(12, 15), List.of()))
        .containsExactly(hole(10, 11, 100, 200), hole(16, 19, 100, 200));
  }

  @Test
  void aNewHoleIsAddedInOrder() {
    Hole earlier = hole(5, 5, 50, 51);

    assertThat(MissingIds.after(List.of(HOLE), ids(6, 9), List.of(earlier)))
        .containsExactly(earlier, HOLE);
  }

  @Test
  void aHoleThatIsFoundAgainIsTheSameHole() {
    assertThat(MissingIds.after(List.of(HOLE), ids(1, 9), List.of(hole(10, 19, 99, 200))))
        .containsExactly(HOLE);
  }

  @Test
  void whatIsLeftOfAHoleAndFoundWithCloserTradesAroundItHasTheirTimes() {
    assertThat(
            MissingIds.after(
                List.of(HOLE),
                ids(12, 15),
                List.of(hole(10, 11, 100, 120), hole(16, 19, 150, 200))))
        .containsExactly(hole(10, 11, 100, 120), hole(16, 19, 150, 200));
  }

  private static TradeIds ids(long first, long last) {
    return TradeIds.of(new IdRange(first, last));
  }

  private static Hole hole(long first, long last, long after, long before) {
    return new Hole(
        new IdRange(first, last), Instant.ofEpochSecond(after), Instant.ofEpochSecond(before));
  }
}
