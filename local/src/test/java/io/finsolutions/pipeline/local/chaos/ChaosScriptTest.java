package io.finsolutions.pipeline.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.local.chaos.ChaosFault.ExchangeFault;
import io.finsolutions.pipeline.local.chaos.ChaosFault.FullDisk;
import io.finsolutions.pipeline.local.chaos.ChaosFault.Kill;
import io.finsolutions.pipeline.local.chaos.ChaosFault.Suspension;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChaosScriptTest {
  private static final Duration THREE_MINUTES = Duration.ofMinutes(3);
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theSameSeedIsTheSameScript(long seed) {
    assertThat(ChaosScript.of(seed, TEN_MINUTES)).isEqualTo(ChaosScript.of(seed, TEN_MINUTES));
  }

  @Test
  void anotherSeedIsAnotherScript() {
    Set<List<Injection>> scripts =
        seeds()
            .mapToObj(seed -> ChaosScript.of(seed, TEN_MINUTES).injections())
            .collect(Collectors.toSet());
    assertThat(scripts).hasSize(200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void tenMinutesHaveTwentyKillsAndSuspensionsOfThirtySecondsAtMost(long seed) {
    ChaosScript script = ChaosScript.of(seed, TEN_MINUTES);

    assertThat(kills(script)).hasSizeGreaterThanOrEqualTo(20).contains(Target.values());
    assertThat(of(script, Suspension.class))
        .hasSizeGreaterThanOrEqualTo(5)
        .allSatisfy(
            fault -> assertThat(fault.lasting()).isLessThanOrEqualTo(Duration.ofSeconds(30)));
    assertThat(of(script, FullDisk.class).map(ChaosFault::target)).contains("database", "broker");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void threeMinutesHaveSixKillsAndEachProcessIsKilled(long seed) {
    ChaosScript script = ChaosScript.of(seed, THREE_MINUTES);

    assertThat(kills(script)).hasSizeGreaterThanOrEqualTo(6).contains(Target.values());
    assertThat(of(script, Suspension.class))
        .allSatisfy(
            fault -> assertThat(fault.lasting()).isLessThanOrEqualTo(Duration.ofSeconds(15)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyKindOfFaultOfTheExchangeComesInThreeMinutes(long seed) {
    List<String> kinds =
        of(ChaosScript.of(seed, THREE_MINUTES), ExchangeFault.class)
            .map(ChaosFault::kind)
            .distinct()
            .toList();

    assertThat(kinds)
        .containsAll(
            ExchangeFaults.passing(new SplittableRandom(seed)).stream()
                .map(ExchangeFault::kind)
                .toList())
        .contains("late trades", "duplicates", "dropped messages", "out of order");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theFeedIsWrongFromTheBeginningUntilAllIsQuiet(long seed) {
    ChaosScript script = ChaosScript.of(seed, TEN_MINUTES);

    assertThat(script.injections().stream().filter(one -> one.at().isZero()).map(Injection::fault))
        .filteredOn(fault -> fault.lasting().equals(script.quietFrom()))
        .extracting(fault -> ((ExchangeFault) fault).json())
        .containsExactlyInAnyOrder(
            "{\"fault\":\"duplicate\",\"probability\":0.02,\"for_ms\":570000}",
            "{\"fault\":\"drop\",\"probability\":0.01,\"for_ms\":570000}",
            "{\"fault\":\"straggle\",\"probability\":0.05,\"span\":300,\"for_ms\":570000}");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void someTradesComeWhenTheirSecondsHaveLongBeenFinal(long seed) {
    Duration longest =
        of(ChaosScript.of(seed, TEN_MINUTES), ExchangeFault.class)
            .filter(fault -> fault.kind().equals("late trades"))
            .map(ChaosFault::lasting)
            .max(Duration::compareTo)
            .orElseThrow();

    // A minute has to be over, to settle and to be given up, and a run has to come.
    assertThat(longest).isGreaterThan(Duration.ofSeconds(60 + 60 + 20 + 10));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theLastStretchIsQuiet(long seed) {
    IntStream.of(30, 45, 60, 180, 600)
        .mapToObj(seconds -> ChaosScript.of(seed, Duration.ofSeconds(seconds)))
        .forEach(
            script -> {
              assertThat(script.quietFrom()).isLessThan(script.length().minusSeconds(4));
              assertThat(script.injections())
                  .allSatisfy(
                      one -> {
                        assertThat(one.at()).isGreaterThanOrEqualTo(Duration.ZERO);
                        assertThat(one.over()).isLessThanOrEqualTo(script.quietFrom());
                      });
            });
  }

  @Test
  void injectionsAreInTheOrderOfTheirTimes() {
    assertThat(ChaosScript.of(1, TEN_MINUTES).injections())
        .isSortedAccordingTo((one, other) -> one.at().compareTo(other.at()));
  }

  @Test
  void whereNoDiskCanBeFilledTheOtherFaultsStay() {
    ChaosScript script = ChaosScript.of(1, TEN_MINUTES);

    ChaosScript without = script.withoutFullDisks();

    assertThat(of(without, FullDisk.class)).isEmpty();
    assertThat(script.injections()).containsAll(without.injections());
    assertThat(script.injections().size() - without.injections().size())
        .isEqualTo(of(script, FullDisk.class).count());
  }

  private static List<Target> kills(ChaosScript script) {
    return of(script, Kill.class).map(Kill::process).toList();
  }

  private static <T extends ChaosFault> Stream<T> of(ChaosScript script, Class<T> kind) {
    return script.injections().stream()
        .map(Injection::fault)
        .filter(kind::isInstance)
        .map(kind::cast);
  }
}
