package io.finsolutions.pipeline.batch.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.batch.Trades;
import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.market.BarFold;
import io.finsolutions.pipeline.market.BarWidth;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RowChangesTest {
  private static final Instant START = Instant.parse("2026-03-01T23:59:57Z");

  /** What a second is like, by how many seconds it begins after the first: its version. */
  @Property
  void afterTheChangesTheTableIsWhatTheBarsSayAndOnlyWhatDiffersWasTouched(
      @ForAll("seconds") Map<Integer, Integer> before,
      @ForAll("seconds") Map<Integer, Integer> after) {
    RowChanges changes = new RowChanges(bars(after), RowChangesTest::isComplete);
    TreeMap<String, String> table = new TreeMap<>();
    for (Bar bar : bars(before)) {
      String row = row(bar, isComplete(bar));
      table.put(start(row), row);
      changes.add((row + "\n").getBytes(StandardCharsets.US_ASCII));
    }
    changes.end();

    Set<String> unchanged = Set.copyOf(table.values());
    changes.outdated().forEach(start -> assertThat(table.remove(start)).isNotNull());
    for (Bar bar : changes.missing()) {
      String row = row(bar, isComplete(bar));
      assertThat(unchanged).doesNotContain(row);
      assertThat(table.put(start(row), row)).isNull();
    }

    assertThat(table.values())
        .containsExactlyElementsOf(
            bars(after).stream().map(bar -> row(bar, isComplete(bar))).toList());
  }

  @Example
  void aRowThatWasNotCompleteAndIsNowIsWrittenAgain() {
    List<Bar> bars = bars(Map.of(0, 1, 1, 1));
    RowChanges changes = new RowChanges(bars, bar -> true);
    changes.add((row(bars.get(0), true) + "\n").getBytes(StandardCharsets.US_ASCII));
    changes.add((row(bars.get(1), false) + "\n").getBytes(StandardCharsets.US_ASCII));
    changes.end();

    assertThat(changes.missing()).containsExactly(bars.get(1));
    assertThat(changes.outdated()).containsExactly("2026-03-01 23:59:58+00");
  }

  @Provide
  Arbitrary<Map<Integer, Integer>> seconds() {
    return Arbitraries.maps(Arbitraries.integers().between(0, 9), Arbitraries.of(1, 2))
        .ofMaxSize(10);
  }

  private static boolean isComplete(Bar bar) {
    return bar.start().getEpochSecond() % 3 != 0;
  }

  private static List<Bar> bars(Map<Integer, Integer> versions) {
    BarFold fold = new BarFold(BarWidth.SECOND);
    versions.forEach(
        (second, version) ->
            fold.add(
                Trades.trade(
                    Trades.BTC_USD,
                    1 + second,
                    START.plusSeconds(second).plus(Duration.ofMillis(120)).toString(),
                    "80000." + version,
                    "0.5")));
    return fold.bars();
  }

  private static String row(Bar bar, boolean complete) {
    StringBuilder text = new StringBuilder();
    RowChanges.appendRow(text, bar, complete);
    return text.toString();
  }

  private static String start(String row) {
    return row.split("\t")[1];
  }
}
