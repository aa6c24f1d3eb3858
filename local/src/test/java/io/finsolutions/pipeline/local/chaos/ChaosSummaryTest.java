package io.finsolutions.pipeline.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.BarWidth;
import io.finsolutions.pipeline.market.TradingPair;
import io.finsolutions.pipeline.verify.Difference;
import io.finsolutions.pipeline.verify.Verification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChaosSummaryTest {
  private static final Difference DIFFERENCE =
      new Difference(
          BarWidth.HOUR, Instant.parse("2026-11-22T18:00:00Z"), "trades is 5 and should be 4");

  @TempDir Path folder;

  @Test
  void aSoundRunEndsWithNoDifferences() {
    ChaosSummary summary = summary(7, List.of(), verified(0), Duration.ofSeconds(90));

    assertThat(summary.problems()).isEmpty();
    assertThat(summary.lines())
        .contains(
            "longest to final, s                  90.0",
            "not recovered                           0")
        .last()
        .isEqualTo("differences                             0");
  }

  @Test
  void eachDifferenceIsToldWithItsSeedUpToFifty() {
    ChaosSummary summary = summary(7, List.of(), verified(60), Duration.ZERO);

    assertThat(summary.problems()).hasSize(51).last().isEqualTo("and 10 more differences");
    assertThat(summary.lines())
        .contains("seed 7: row hour 2026-11-22T18:00:00Z trades is 5 and should be 4")
        .last()
        .isEqualTo("differences                            60");
  }

  @Test
  void whatIsNotRecoveredFromOrFinalTooLateIsAProblem() {
    ChaosSummary summary =
        summary(7, List.of("#3 kill broker"), verified(0), Duration.ofMinutes(31));

    assertThat(summary.problems())
        .containsExactly(
            "not recovered from #3 kill broker", "a row was final only after 1860.0 s");
  }

  @Test
  void aRunThatWasCutShortHasNotComparedAnything() {
    ChaosSummary summary = summary(7, List.of(), Optional.empty(), Duration.ZERO);

    assertThat(summary.lines()).last().isEqualTo("differences                    not compared");
  }

  @Test
  void theTableOfSeedsHasOneLineForEachSeedAndLength() throws Exception {
    Path page = folder.resolve("testing.md");
    Files.writeString(page, "before\n<!-- chaos: begin -->\n<!-- chaos: end -->\nafter\n");
    SeedTable table = new SeedTable(page);

    table.write(summary(11, List.of(), verified(2), Duration.ZERO));
    table.write(summary(7, List.of(), verified(0), Duration.ZERO));
    table.write(summary(11, List.of(), verified(0), Duration.ZERO));

    assertThat(Files.readString(page).lines())
        .hasSize(8)
        .startsWith("before", "<!-- chaos: begin -->")
        .endsWith(
            "| 7 | 3 | 400 | 0 | 0 | producer - / -, streaming - / -, batch - / -, database - / -,"
                + " broker - / - | 0 |",
            "| 11 | 3 | 400 | 0 | 0 | producer - / -, streaming - / -, batch - / -, database - / -,"
                + " broker - / - | 0 |",
            "<!-- chaos: end -->",
            "after");
  }

  private static Optional<Verification> verified(int differences) {
    return Optional.of(
        new Verification(
            400, 100, 60, 1, 105, 0, true, Collections.nCopies(differences, DIFFERENCE)));
  }

  private static ChaosSummary summary(
      long seed, List<String> open, Optional<Verification> verification, Duration longestToFinal) {
    return new ChaosSummary(
        new ChaosSettings(
            TradingPair.parse("BTC-USD"),
            Duration.ofMinutes(3),
            seed,
            100,
            Path.of("state"),
            false),
        new FaultTable(),
        open,
        Duration.ZERO,
        Map.of(),
        Map.of(),
        List.of(),
        new FinalFigures(3, 0, 1, 0, 0, longestToFinal),
        verification,
        List.of());
  }
}
