package io.finsolutions.pipeline.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TradeIdsTest {
  @Test
  void aDayOfTradesIsOneRun() {
    TradeIds ids = new TradeIds();
    for (long id = 1_100_253_388; id <= 1_100_353_387; id++) {
      assertThat(ids.add(id)).isTrue();
    }

    assertThat(ids).hasToString("1100253388-1100353387");
    assertThat(ids.count()).isEqualTo(100_000);
    assertThat(ids.holes()).isEmpty();
  }

  @Test
  void anIdSeenBeforeIsADuplicate() {
    TradeIds ids = TradeIds.of(new IdRange(1, 5), new IdRange(7, 7));

    assertThat(ids.add(5)).isFalse();
    assertThat(ids.add(7)).isFalse();
    assertThat(ids.add(6)).isTrue();
    assertThat(ids.add(6)).isFalse();
    assertThat(ids).hasToString("1-7");
  }

  @Test
  void aHoleIsWhatIsMissingBetweenTwoRuns() {
    TradeIds ids = TradeIds.of(new IdRange(1, 5), new IdRange(7, 7), new IdRange(10, 12));

    assertThat(ids.holes()).containsExactly(new IdRange(6, 6), new IdRange(8, 9));
    assertThat(ids.rangeCount()).isEqualTo(3);
    assertThat(ids.missingWithin(0, 14)).hasToString("0,6,8-9,13-14");
    assertThat(ids.missingWithin(2, 4).isEmpty()).isTrue();
  }

  @Test
  void runsThatTouchBecomeOne() {
    assertThat(TradeIds.of(new IdRange(4, 6), new IdRange(1, 3), new IdRange(7, 7)))
        .hasToString("1-7")
        .isEqualTo(TradeIds.of(new IdRange(1, 7)));
  }

  @Test
  void anEmptySetHasNoEnds() {
    TradeIds ids = new TradeIds();

    assertThat(ids.isEmpty()).isTrue();
    assertThat(ids.first()).isEmpty();
    assertThat(ids.last()).isEmpty();
    assertThat(ids.contains(1)).isFalse();
    assertThat(ids.holes()).isEmpty();
    assertThat(ids).hasToString("").isEqualTo(new TradeIds());
  }

  @Test
  void aCopyIsIndependent() {
    TradeIds ids = TradeIds.of(new IdRange(1, 3));
    TradeIds copy = ids.copy();
    copy.add(4);
    ids.removeRange(1, 1);

    assertThat(ids).hasToString("2-3");
    assertThat(copy).hasToString("1-4");
  }

  @Test
  void aSetCanBeAddedToItselfAndTakenOutOfItself() {
    TradeIds ids = TradeIds.of(new IdRange(1, 3), new IdRange(5, 5), new IdRange(9, 12));
    ids.addAll(ids);
    assertThat(ids).hasToString("1-3,5,9-12");

    ids.removeAll(ids);
    assertThat(ids.isEmpty()).isTrue();
  }

  @Test
  void theIdAfterTheHighestOfAllIsNotTheLowest() {
    TradeIds ids = TradeIds.of(new IdRange(Long.MAX_VALUE, Long.MAX_VALUE));

    assertThat(ids.add(Long.MIN_VALUE)).isTrue();
    assertThat(ids.contains(Long.MAX_VALUE)).isTrue();
    assertThat(ids.ranges())
        .containsExactly(
            new IdRange(Long.MIN_VALUE, Long.MIN_VALUE),
            new IdRange(Long.MAX_VALUE, Long.MAX_VALUE));
    assertThat(ids.holes()).containsExactly(new IdRange(Long.MIN_VALUE + 1, Long.MAX_VALUE - 1));
  }

  @Test
  void allIdsThereAreFitInOneRun() {
    TradeIds ids = TradeIds.of(new IdRange(Long.MIN_VALUE, Long.MAX_VALUE));

    assertThat(ids.add(0)).isFalse();
    assertThat(ids.missingWithin(Long.MIN_VALUE, Long.MAX_VALUE).isEmpty()).isTrue();
    assertThatExceptionOfType(ArithmeticException.class).isThrownBy(ids::count);

    ids.removeRange(0, 0);
    assertThat(ids.ranges())
        .containsExactly(new IdRange(Long.MIN_VALUE, -1), new IdRange(1, Long.MAX_VALUE));
    assertThatExceptionOfType(ArithmeticException.class).isThrownBy(ids::count);

    ids.removeRange(Long.MIN_VALUE, -1);
    assertThat(ids.count()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aRangeThatEndsBeforeItStartsIsRefused() {
    TradeIds ids = TradeIds.of(new IdRange(1, 9));

    assertThatIllegalArgumentException().isThrownBy(() -> ids.addRange(5, 4));
    assertThatIllegalArgumentException().isThrownBy(() -> ids.removeRange(5, 4));
    assertThatIllegalArgumentException().isThrownBy(() -> ids.missingWithin(5, 4));
    assertThat(ids).hasToString("1-9");
  }
}
