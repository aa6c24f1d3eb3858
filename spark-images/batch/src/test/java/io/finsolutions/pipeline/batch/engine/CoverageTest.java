package io.finsolutions.pipeline.batch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.IdRange;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoverageTest {
  private static final Patience PATIENCE =
      new Patience(Duration.ofMinutes(2), Duration.ofMinutes(12));
  private static final Instant FROM = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void theRangeEndsWithTheLastFullMinuteThatHasSettled() {
    assertThat(coverage("2026-03-01T10:10:59Z", "2026-03-01T10:10:58Z"))
        .contains(range("2026-03-01T10:00:00Z", "2026-03-01T10:08:00Z"));
  }

  @Test
  void aMinuteHasSettledAtTheVeryEndOfTheSettleTime() {
    assertThat(coverage("2026-03-01T10:02:59.999Z", "2026-03-01T10:02:59Z")).isEmpty();
    assertThat(coverage("2026-03-01T10:03:00Z", "2026-03-01T10:02:59Z"))
        .contains(range("2026-03-01T10:00:00Z", "2026-03-01T10:01:00Z"));
  }

  @Test
  void whatNoLaterTradeVouchesForWaits() {
    assertThat(coverage("2026-03-01T10:10:00Z", "2026-03-01T10:05:30Z"))
        .contains(range("2026-03-01T10:00:00Z", "2026-03-01T10:05:00Z"));
    assertThat(coverage("2026-03-01T10:10:00Z", null)).isEmpty();
  }

  @Test
  void withoutATradeForAnHourTheRangeGoesOnWhenTheGiveUpTimeIsOver() {
    assertThat(coverage("2026-03-01T11:00:00Z", "2026-03-01T10:00:30Z"))
        .contains(range("2026-03-01T10:00:00Z", "2026-03-01T10:48:00Z"));
    assertThat(coverage("2026-03-01T11:00:00Z", null))
        .contains(range("2026-03-01T10:00:00Z", "2026-03-01T10:48:00Z"));
  }

  @Test
  void anOpenHoleHoldsBackTheRangeFromTheMinuteInWhichItBegins() {
    assertThat(
            coverage(
                "2026-03-01T10:15:00Z",
                "2026-03-01T10:14:59Z",
                hole("2026-03-01T10:06:20Z", "2026-03-01T10:06:21Z")))
        .contains(range("2026-03-01T10:00:00Z", "2026-03-01T10:06:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T10:18:20.999Z, 2026-03-01T10:06:00Z",
    "2026-03-01T10:18:21Z, 2026-03-01T10:16:00Z"
  })
  void aHoleIsGivenUpAtTheVeryEndOfTheGiveUpTime(String now, String to) {
    assertThat(coverage(now, now, hole("2026-03-01T10:06:20Z", "2026-03-01T10:06:21Z")))
        .contains(range("2026-03-01T10:00:00Z", to));
  }

  @Test
  void theFirstOfSeveralOpenHolesCounts() {
    assertThat(
            coverage(
                "2026-03-01T10:15:00Z",
                "2026-03-01T10:14:59Z",
                hole("2026-03-01T10:09:00Z", "2026-03-01T10:09:01Z"),
                hole("2026-03-01T10:04:59.999999Z", "2026-03-01T10:05:00Z")))
        .contains(range("2026-03-01T10:00:00Z", "2026-03-01T10:04:00Z"));
  }

  @Test
  void aHoleThatBeginsBeforeTheHandOverHoldsBackEverything() {
    assertThat(
            coverage(
                "2026-03-01T10:10:00Z",
                "2026-03-01T10:09:59Z",
                hole("2026-03-01T09:59:59Z", "2026-03-01T10:00:01Z")))
        .isEmpty();
  }

  @Test
  void anOutageLongerThanTheGiveUpTimeHoldsBackOnlyWhatIsYoungerThanThat() {
    assertThat(
            coverage(
                "2026-03-01T10:30:00Z",
                "2026-03-01T10:29:59Z",
                hole("2026-03-01T10:00:10Z", "2026-03-01T10:28:00Z")))
        .contains(range("2026-03-01T10:00:00Z", "2026-03-01T10:18:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-28T23:59:00Z, 2026-03-01T00:03:30Z, 2026-03-01T00:01:00Z",
    "2024-02-29T23:58:00Z, 2024-03-01T00:02:00Z, 2024-03-01T00:00:00Z",
    "2026-03-29T00:59:00Z, 2026-03-29T01:03:00Z, 2026-03-29T01:01:00Z",
    "2026-12-31T23:59:00Z, 2027-01-01T00:04:10Z, 2027-01-01T00:02:00Z"
  })
  void daysMonthsAndChangesOfTheClockAreMinutesLikeAnyOther(String from, String now, String to) {
    assertThat(
            Coverage.of(
                Instant.parse(from),
                Optional.of(Instant.parse(now)),
                List.of(),
                PATIENCE,
                Instant.parse(now)))
        .contains(range(from, to));
  }

  @Property
  void theRangeNeverHasAMinuteThatHasNotSettledAndNeverMovesBack(
      @ForAll("instants") Instant now,
      @ForAll("instants") Instant latest,
      @ForAll("holeLists") List<Hole> holes) {
    Coverage.of(FROM, Optional.of(latest), holes, PATIENCE, now)
        .ifPresent(
            range -> {
              assertThat(range.from()).isEqualTo(FROM);
              assertThat(range.to()).isAfter(FROM);
              assertThat(range.to()).isBeforeOrEqualTo(now.minus(PATIENCE.settle()));
              assertThat(BarWidth.MINUTE.startOf(range.to())).isEqualTo(range.to());
            });
  }

  @Property
  void noOpenHoleOfLessThanTheGiveUpTimeIsInTheRange(
      @ForAll("instants") Instant now,
      @ForAll("instants") Instant latest,
      @ForAll("holeLists") List<Hole> holes) {
    Instant givenUp = now.minus(PATIENCE.giveUp());
    Coverage.of(FROM, Optional.of(latest), holes, PATIENCE, now)
        .ifPresent(
            range ->
                assertThat(holes)
                    .filteredOn(hole -> hole.after().isAfter(givenUp))
                    .noneMatch(hole -> range.contains(hole.after())));
  }

  /** The promise to users: schedule 15 minutes + give-up 12 minutes + 1 minute at most. */
  @Property
  void everySecondIsFinalAtMostThirtyMinutesLaterWhateverTheHoles(
      @ForAll("instants") Instant firstRun, @ForAll("outages") List<Hole> holes) {
    Instant handover = FROM;
    for (int run = 0; run < 12; run++) {
      Instant now = firstRun.plus(Duration.ofMinutes(15L * run));
      List<Hole> known = holes.stream().filter(hole -> !hole.before().isAfter(now)).toList();
      Optional<Instant> latest =
          holes.stream().anyMatch(hole -> hole.after().isBefore(now) && hole.before().isAfter(now))
              ? Optional.empty()
              : Optional.of(now);
      Optional<TimeRange> range = Coverage.of(handover, latest, known, PATIENCE, now);
      if (range.isPresent()) {
        handover = range.get().to();
      }
      Instant nextRun = now.plus(Duration.ofMinutes(15));
      // Before the next run ends, the first second that is not final yet is half an hour old.
      assertThat(handover.plus(Duration.ofMinutes(30)))
          .as("hand-over after the run of %s", now)
          .isAfter(nextRun.minus(Duration.ofMinutes(1)));
    }
  }

  @Provide
  Arbitrary<Instant> instants() {
    return Arbitraries.longs().between(-60, 3_600).map(FROM::plusSeconds);
  }

  @Provide
  Arbitrary<List<Hole>> holeLists() {
    return holes(Arbitraries.longs().between(0, 900_000)).list().ofMaxSize(6);
  }

  @Provide
  Arbitrary<List<Hole>> outages() {
    return holes(Arbitraries.longs().between(0, 7_200_000)).list().ofMaxSize(6);
  }

  private static Arbitrary<Hole> holes(Arbitrary<Long> lengthMillis) {
    return Combinators.combine(Arbitraries.longs().between(-600, 10_000), lengthMillis)
        .as(
            (start, length) -> {
              Instant after = FROM.plusSeconds(start);
              return new Hole(new IdRange(5, 6), after, after.plus(length, ChronoUnit.MILLIS));
            });
  }

  private static Optional<TimeRange> coverage(String now, String latestTrade, Hole... holes) {
    return Coverage.of(
        FROM,
        Optional.ofNullable(latestTrade).map(Instant::parse),
        List.of(holes),
        PATIENCE,
        Instant.parse(now));
  }

  private static Hole hole(String after, String before) {
    return Hole.between(new IdRange(5, 6), Instant.parse(after), Instant.parse(before));
  }

  private static TimeRange range(String from, String to) {
    return new TimeRange(Instant.parse(from), Instant.parse(to));
  }
}
