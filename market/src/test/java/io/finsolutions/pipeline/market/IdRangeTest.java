package io.finsolutions.pipeline.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class IdRangeTest {
  @Test
  void bothEndsAreInIt() {
    assertThat(new IdRange(7, 9).count()).isEqualTo(3);
    assertThat(new IdRange(7, 7).count()).isOne();
    assertThat(new IdRange(1, Long.MAX_VALUE).count()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aSingleIdIsWrittenAsSuch() {
    assertThat(new IdRange(7, 7)).hasToString("7");
    assertThat(new IdRange(7, 9)).hasToString("7-9");
  }

  @Test
  void anEndBeforeItsStartIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IdRange(9, 7))
        .withMessage("range of trade ids ends at 7 before 9");
  }

  @Test
  void moreIdsThanALongCanCountAreNotMiscounted() {
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> new IdRange(0, Long.MAX_VALUE).count());
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> new IdRange(Long.MIN_VALUE, Long.MAX_VALUE).count());
  }
}
