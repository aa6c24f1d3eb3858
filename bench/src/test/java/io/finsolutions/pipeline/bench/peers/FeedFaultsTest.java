package io.finsolutions.pipeline.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FeedFaultsTest {
  private static final int TRADES = 100_000;

  @Test
  void eachFaultStrikesTheShareThatItSays() {
    List<List<Duration>> fates = fates(7);
    assertThat(share(fates, fate -> fate.isEmpty())).isCloseTo(0.01, within(0.002));
    assertThat(share(fates, fate -> fate.size() == 2)).isCloseTo(0.02, within(0.002));
    assertThat(share(fates, fate -> fate.size() == 1 && !fate.get(0).isZero()))
        .isCloseTo(0.05, within(0.003));
  }

  @Test
  void nothingComesLaterThanItMay() {
    assertThat(fates(7).stream().flatMap(List::stream))
        .allMatch(delay -> !delay.isNegative() && delay.compareTo(FeedFaults.LATEST) < 0);
  }

  @Test
  void oneSeedMakesTheSameFaultsForAll() {
    assertThat(fates(3)).isEqualTo(fates(3));
  }

  private static List<List<Duration>> fates(long seed) {
    FeedFaults faults = new FeedFaults(seed);
    return Stream.generate(faults::next).limit(TRADES).toList();
  }

  private static double share(List<List<Duration>> fates, Predicate<List<Duration>> which) {
    return (double) fates.stream().filter(which).count() / TRADES;
  }
}
