package io.finsolutions.pipeline.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.market.BarWidth;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowComparisonTest {
  private static final Instant FIRST = Instant.parse("2026-11-22T18:31:00Z");
  private static final Instant SECOND = FIRST.plusSeconds(1);

  @Test
  void equalRowsDoNotDiffer() {
    assertThat(compare(List.of(row(FIRST)), List.of(row(FIRST)), FIRST)).isEmpty();
  }

  @Test
  void eachColumnThatDiffersIsNamed() {
    ComparedRow wrong = row(FIRST, Map.of("trades", "5", "vwap", "1.5"));

    assertThat(compare(List.of(row(FIRST)), List.of(wrong), FIRST))
        .containsExactly(
            new Difference(BarWidth.SECOND, FIRST, "trades is 5 and should be 4"),
            new Difference(BarWidth.SECOND, FIRST, "vwap is 1.5 and should be 1.25"));
  }

  @Test
  void aRowThatShouldBeThereIsMissing() {
    assertThat(compare(List.of(row(FIRST), row(SECOND)), List.of(row(FIRST)), FIRST))
        .containsExactly(new Difference(BarWidth.SECOND, SECOND, "is missing: 4 trades"));
  }

  @Test
  void aRowBeforeTheRequiredOnesMayBeMissingButNotWrong() {
    assertThat(compare(List.of(row(FIRST)), List.of(), SECOND)).isEmpty();
    assertThat(compare(List.of(row(FIRST)), List.of(row(FIRST, Map.of("high", "9"))), SECOND))
        .hasSize(1);
  }

  @Test
  void aRowThatShouldNotBeThereIsExtra() {
    assertThat(compare(List.of(), List.of(row(FIRST)), SECOND))
        .singleElement()
        .satisfies(difference -> assertThat(difference.problem()).startsWith("is extra"));
  }

  private static List<Difference> compare(
      List<ComparedRow> expected, List<ComparedRow> actual, Instant requiredFrom) {
    return RowComparison.compare(BarWidth.SECOND, expected, actual, requiredFrom);
  }

  private static ComparedRow row(Instant start) {
    return row(start, Map.of());
  }

  private static ComparedRow row(Instant start, Map<String, String> changed) {
    Map<String, String> columns = new HashMap<>(Map.of("trades", "4", "vwap", "1.25", "high", "2"));
    columns.putAll(changed);
    return new ComparedRow(start, true, columns);
  }
}
