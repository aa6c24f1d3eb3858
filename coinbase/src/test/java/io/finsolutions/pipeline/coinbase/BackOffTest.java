package io.finsolutions.pipeline.coinbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BackOffTest {
  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final BackOff BACK_OFF = new BackOff(FIRST, LONGEST);

  @Property
  void aWaitIsWithinItsBound(
      @ForAll @IntRange(min = 1, max = 2_000) int failures, @ForAll long seed) {
    long bound =
        failures > 10 ? LONGEST.toMillis() : Math.min(250L << (failures - 1), LONGEST.toMillis());

    assertThat(BACK_OFF.after(failures, new Random(seed)))
        .isBetween(Duration.ZERO, Duration.ofMillis(bound));
  }

  @Test
  void theJitterCoversTheWholeRange() {
    Random random = new Random(1);
    Duration shortest = LONGEST;
    Duration longest = Duration.ZERO;
    for (int i = 0; i < 1_000; i++) {
      Duration wait = BACK_OFF.after(20, random);
      shortest = wait.compareTo(shortest) < 0 ? wait : shortest;
      longest = wait.compareTo(longest) > 0 ? wait : longest;
    }
    assertThat(shortest).isLessThan(LONGEST.dividedBy(20));
    assertThat(longest).isGreaterThan(LONGEST.multipliedBy(19).dividedBy(20));
  }

  @Test
  void anEmptyOrDescendingRangeIsRefused() {
    assertThatThrownBy(() -> new BackOff(Duration.ZERO, LONGEST))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BackOff(LONGEST, FIRST))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
