package io.finsolutions.pipeline.producer.flow;

import static io.finsolutions.pipeline.producer.flow.Trades.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.IdRange;
import io.finsolutions.pipeline.market.TradeIds;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HoleScheduleTest {
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Instant LATER = START.plus(PATIENCE);

  private final HoleSchedule schedule = new HoleSchedule(PATIENCE);

  @Test
  void theHistoryIsAskedAfterSomePatience() {
    schedule.update(ids(5, 7), START);

    assertThat(schedule.due(LATER.minusMillis(1))).isEmpty();
    assertThat(schedule.due(LATER)).contains(new IdRange(5, 7));
  }

  @Test
  void aHoleThatTheFeedFilledIsNotAskedFor() {
    schedule.update(ids(5, 7), START);
    schedule.update(new TradeIds(), START.plusMillis(100));

    assertThat(schedule.due(LATER)).isEmpty();
    assertThat(schedule.holes()).isEmpty();
  }

  @Test
  void whatIsLeftOfAHoleKeepsItsPlace() {
    schedule.update(ids(5, 9), START);
    schedule.update(TradeIds.of(new IdRange(5, 5), new IdRange(8, 9)), LATER);

    assertThat(schedule.due(LATER)).contains(new IdRange(5, 9));
    assertThat(schedule.holes())
        .extracting(Hole::ids)
        .containsExactly(new IdRange(5, 5), new IdRange(8, 9));
  }

  @Test
  void aHoleThatGrowsStaysOne() {
    schedule.update(ids(5, 9), START);
    schedule.update(ids(3, 20), START.plusMillis(400));

    assertThat(schedule.holes()).containsExactly(new Hole(new IdRange(3, 20), 0, false, LATER));
  }

  @Test
  void idsThatAreNotGivenAreAskedForAgainAfterWaitsThatDouble() {
    TradeIds missing = ids(5, 6);
    schedule.update(missing, START);

    schedule.answered(new IdRange(5, 6), missing, missing, LATER);
    assertThat(schedule.due(LATER.plusMillis(999))).isEmpty();
    assertThat(schedule.due(LATER.plusSeconds(1))).contains(new IdRange(5, 6));
    assertThat(schedule.notGiven()).isEqualTo(missing);

    schedule.answered(new IdRange(5, 6), missing, missing, LATER);
    assertThat(schedule.due(LATER.plusMillis(1_999))).isEmpty();
    assertThat(schedule.due(LATER.plusSeconds(2))).contains(new IdRange(5, 6));
  }

  @Test
  void whatWasGivenButDidNotGetInWaitsToo() {
    TradeIds missing = ids(5, 6);
    schedule.update(missing, START);

    schedule.answered(new IdRange(5, 6), missing, new TradeIds(), LATER);

    assertThat(schedule.due(LATER)).isEmpty();
    assertThat(schedule.notGiven().isEmpty()).isTrue();
    assertThat(schedule.due(LATER.plusSeconds(1))).isPresent();
  }

  @Test
  void aFailureIsTriedAgain() {
    schedule.update(ids(5, 6), START);

    schedule.failed(new IdRange(5, 6), ids(5, 6), LATER);

    assertThat(schedule.due(LATER)).isEmpty();
    assertThat(schedule.due(LATER.plusSeconds(1))).contains(new IdRange(5, 6));
    assertThat(schedule.notGiven().isEmpty()).isTrue();
  }

  @Test
  void aBigHoleIsAskedForInPiecesFromItsEndAndLetsOthersBetween() {
    schedule.update(ids(1, 25_000), START);
    IdRange piece = new IdRange(15_001, 25_000);
    assertThat(schedule.due(LATER)).contains(piece);
    TradeIds missing = TradeIds.of(new IdRange(1, 15_000), new IdRange(30_000, 30_001));
    schedule.update(missing, START);

    schedule.answered(piece, missing, new TradeIds(), LATER.plusSeconds(1));

    assertThat(schedule.holes()).hasSize(2);
    assertThat(schedule.due(LATER)).contains(new IdRange(5_001, 15_000));
  }

  @Test
  void smallHolesThatLieCloseTogetherAreAskedForInOneGo() {
    schedule.update(
        TradeIds.of(new IdRange(5, 6), new IdRange(400, 402), new IdRange(5_000, 5_000)), START);

    assertThat(schedule.due(LATER)).contains(new IdRange(5, 402));
  }

  private static TradeIds ids(long first, long last) {
    return TradeIds.of(new IdRange(first, last));
  }
}
