package io.finsolutions.pipeline.batch.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final StringWriter text = new StringWriter();
  private long nanos;

  @Test
  void aLineTellsHowMuchIsDoneHowFastAndHowLongItTakes() {
    assertThat(ProgressLine.of("trades", 500_000, 2_000_000, 4_000))
        .isEqualTo("trades [###---------]  25.0%  500,000 of 2,000,000  4,000/s  6m 15s left");
    assertThat(ProgressLine.of("trades", 12_345_678, 87_654_321, 4_000)).hasSizeLessThan(80);
  }

  @Test
  void itIsNotAllDoneBeforeItIs() {
    assertThat(ProgressLine.of("trades", 1_999_999, 2_000_000, 4_000)).contains(" 99.9%");
    assertThat(ProgressLine.of("trades", 0, 0, 0)).contains("100.0%").doesNotContain("left");
  }

  @Test
  void theTimeLeftIsInItsTwoGreatestUnits() {
    assertThat(ProgressLine.words(Duration.ofSeconds(59))).isEqualTo("59s");
    assertThat(ProgressLine.words(Duration.ofSeconds(3_599))).isEqualTo("59m 59s");
    assertThat(ProgressLine.words(Duration.ofMinutes(65))).isEqualTo("1h 05m");
  }

  @Test
  void whereThereIsNoTerminalALineComesEachTenSeconds() {
    Progress progress = progress(false);
    progress.begin("trades", 1_000, 101_000);
    for (int second = 1; second <= 25; second++) {
      nanos += Duration.ofSeconds(1).toNanos();
      progress.add(1_000);
    }
    progress.end();

    assertThat(text.toString().lines())
        .satisfiesExactly(
            first -> assertThat(first).contains("1,000 of 101,000").doesNotContain("left"),
            then -> assertThat(then).contains("11,000 of 101,000  1,000/s  1m 30s left"),
            then -> assertThat(then).contains("21,000 of 101,000  1,000/s  1m 20s left"),
            last -> assertThat(last).contains("26,000 of 101,000  1,000/s  1m 15s left"));
  }

  @Test
  void onATerminalTheLineIsWrittenOver() {
    Progress progress = progress(true);
    progress.begin("trades", 0, 10);
    nanos += Duration.ofSeconds(1).toNanos();
    progress.add(10);
    progress.say("done");

    assertThat(text.toString())
        .startsWith("\rtrades [-")
        .contains("\rtrades [####")
        .endsWith("done\n")
        .satisfies(all -> assertThat(all.split("\n")).hasSize(2));
  }

  @Test
  void theSpeedIsThatOfTheLastMinute() {
    Progress progress = progress(false);
    progress.begin("trades", 0, 1_000_000);
    for (int second = 1; second <= 200; second++) {
      nanos += Duration.ofSeconds(1).toNanos();
      progress.add(second <= 100 ? 5_000 : 1_000);
    }
    progress.end();

    assertThat(text.toString().lines()).last().asString().contains("  1,000/s  ");
  }

  private Progress progress(boolean terminal) {
    return new Progress(new PrintWriter(text), terminal, () -> nanos);
  }
}
