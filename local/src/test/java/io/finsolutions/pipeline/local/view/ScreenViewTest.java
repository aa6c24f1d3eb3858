package io.finsolutions.pipeline.local.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenViewTest {
  private final ScreenView view = new ScreenView(false);

  @Test
  void eightyColumnsAndTwentyFourRowsShowEverything() {
    String screen = text(view.render(Snapshots.healthy(), 80, 24));

    assertThat(screen)
        .isEqualTo(
            """
            BTC-USD  replaying a recording of 2016-10-07, 10 times as fast       up 00:03:12

            time UTC trades  buys sells       VWAP     volume  buy/sell  layer         delay
            18:31:41      4     3     1  615.12346          1  ++++++--  provisional  212 ms
            18:31:40      4     3     1  615.12346          1  ++++++--  provisional  212 ms
            18:31:39      4     3     1  615.12346          1  ++++++--  provisional  212 ms
            18:31:38      4     3     1  615.12346          1  ++++++--  final
            18:31:37      4     3     1  615.12346          1  ++++++--  final
            18:31:36      4     3     1  615.12346          1  ++++++--  final
            18:31:35      4     3     1  615.12346          1  ++++++--  final
            18:31:34      4     3     1  615.12346          1  ++++++--  final

            final     all seconds before 18:31:00, 42 s ago
            holes     0 trades missing, 2 trades late
            batch     run 3 at 18:31:05 done in 4.1 s, differences: speed 0, candles unknown
            freshness last trade 0.6 s ago, last row 0.4 s ago
            parts     broker up 101  database up 102  exchange up 103  producer up 104
                      streaming restarting (1x)  batch up 106
            page      http://localhost:8080/
            psql      postgresql://postgres@127.0.0.1:5432
            metrics   producer http://127.0.0.1:33001/metrics
                      streaming http://127.0.0.1:33002/metrics
            logs      /state/BTC-USD/logs
            """);
  }

  @ParameterizedTest
  @CsvSource({"80,24", "120,40", "60,24", "200,60", "20,10"})
  void noLineIsWiderThanTheTerminal(int columns, int rows) {
    assertThat(view.render(Snapshots.healthy(), columns, rows))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
  }

  @ParameterizedTest
  @CsvSource({"80,24", "120,40", "200,60"})
  void theScreenLeavesALineForTheCursor(int columns, int rows) {
    assertThat(view.render(Snapshots.healthy(), columns, rows)).hasSize(rows - 1);
  }

  @Test
  void aWiderTerminalShowsTheBalanceInMoreDetail() {
    List<String> lines = lines(view.render(Snapshots.healthy(), 120, 24));

    assertThat(lines.get(3)).contains("+".repeat(30) + "-".repeat(10));
  }

  @Test
  void aFailedRunSaysWhy() {
    var failed =
        Snapshots.with(
            Snapshots.healthy(),
            Optional.of(
                Snapshots.status(Snapshots.run("failed", Optional.of("the topic is gone")))));

    assertThat(lines(view.render(failed, 80, 24)))
        .contains("batch     run 3 at 18:31:05 failed in 4.1 s: the topic is gone");
  }

  @Test
  void beforeTheFirstRunNothingIsFinal() {
    var young = Snapshots.with(Snapshots.healthy(), Optional.empty());

    assertThat(lines(view.render(young, 80, 24)))
        .contains(
            "final     nothing yet",
            "batch     no run yet",
            "freshness last trade never, last row never");
  }

  private static String text(List<Line> lines) {
    return String.join("\n", lines(lines)) + "\n";
  }

  private static List<String> lines(List<Line> lines) {
    return lines.stream().map(line -> line.text().stripTrailing()).toList();
  }
}
