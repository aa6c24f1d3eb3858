package io.finsolutions.pipeline.coinbase;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SequenceCheckTest {
  private final SequenceCheck check = new SequenceCheck();

  @Test
  void numbersThatCountUpFromZeroLoseNothing() {
    assertThat(check.lostBefore(0)).isZero();
    assertThat(check.lostBefore(1)).isZero();
  }

  @Test
  void aJumpTellsHowManyAreLost() {
    assertThat(check.lostBefore(2)).isEqualTo(2);
    assertThat(check.lostBefore(3)).isZero();
    assertThat(check.lostBefore(7)).isEqualTo(3);
  }

  @Test
  void aMessageThatComesAgainOrLateIsNoLoss() {
    check.lostBefore(0);
    check.lostBefore(2);
    assertThat(check.lostBefore(1)).isZero();
    assertThat(check.lostBefore(2)).isZero();
    assertThat(check.lostBefore(3)).isZero();
  }
}
