package io.finsolutions.pipeline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final long SEEDS = 500;

  @Test
  void whateverGoesWrongAllHolds() {
    List<String> failures =
        LongStream.rangeClosed(1, SEEDS)
            .mapToObj(History::play)
            .filter(outcome -> outcome.violation().isPresent())
            .map(
                outcome ->
                    "seed %d: %s"
                        .formatted(outcome.seed(), outcome.violation().orElseThrow().getMessage()))
            .toList();

    assertThat(failures).isEmpty();
  }

  @Test
  void theSameSeedIsTheSameHistory() {
    assertThat(trace(7, new BitSet())).isEqualTo(trace(7, new BitSet())).isNotEmpty();
    assertThat(trace(8, new BitSet())).isNotEqualTo(trace(7, new BitSet()));
  }

  @Test
  void withoutAnyStepAllComesToRest() {
    BitSet all = new BitSet();
    all.set(0, 1_000);

    assertThat(History.play(7, all, new BitSet(), false).violation()).isEmpty();
  }

  private static List<String> trace(long seed, BitSet leftOut) {
    return History.play(seed, leftOut, new BitSet(), true).trace();
  }
}
