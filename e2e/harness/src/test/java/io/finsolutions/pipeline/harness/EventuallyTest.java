package io.finsolutions.pipeline.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventuallyTest {

  @Test
  void aConditionIsAskedUntilItHolds() {
    AtomicInteger asked = new AtomicInteger();
    Eventually.await("the third answer", () -> asked.incrementAndGet() == 3);
    assertThat(asked).hasValue(3);
  }

  @Test
  void whatWasAwaitedInVainIsNamed() {
    assertThatThrownBy(() -> Eventually.await("rain", Duration.ZERO, () -> false))
        .isInstanceOf(AssertionError.class)
        .hasMessage("not within 0 s: rain");
  }

  @Test
  void aConditionThatCannotBeCheckedFailsAtOnce() {
    assertThatThrownBy(
            () ->
                Eventually.await(
                    "rain",
                    () -> {
                      throw new IllegalStateException("no window");
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no window");
  }
}
