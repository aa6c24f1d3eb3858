package io.finsolutions.pipeline.local.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.local.Rows;
import io.finsolutions.pipeline.store.StoredBar;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlainViewTest {
  private static final Instant OLD = Instant.parse("2026-11-22T18:31:38Z");

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PlainView view =
      new PlainView(new PrintStream(printed, true, StandardCharsets.UTF_8));

  @Test
  void aSecondIsPrintedOnceWhenItIsTwoSecondsOld() {
    var young = Rows.provisional(Instant.parse("2026-11-22T18:31:41Z"), Duration.ofMillis(100));
    var old = Rows.provisional(OLD, Duration.ofMillis(212));

    view.show(snapshot(young, old));
    view.show(snapshot(young, old));

    assertThat(lines())
        .containsExactly(
            "2026-11-22T18:31:38Z trades=4 buys=3 sells=1 vwap=615.12346 volume=1"
                + " layer=provisional delay_ms=212");
  }

  @Test
  void aBatchRunIsPrintedOnceWhenItHasEnded() {
    var snapshot =
        Snapshots.with(
            snapshot(), Optional.of(Snapshots.status(Snapshots.run("done", Optional.empty()))));

    view.show(snapshot);
    view.show(snapshot);

    assertThat(lines())
        .containsExactly(
            "batch run=3 status=done took_ms=4130 final_before=2026-11-22T18:31:00Z missing=0"
                + " late=2 speed_differences=0 candle_differences=-");
  }

  @Test
  void nothingOfItIsMeantForATerminal() {
    view.say("something");
    view.show(snapshot(Rows.finalRow(OLD)));
    view.close();

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .doesNotContain("\u001b")
        .doesNotContain("\r");
  }

  private static PipelineSnapshot snapshot(StoredBar... seconds) {
    return Snapshots.with(
        Snapshots.withSeconds(Snapshots.healthy(), List.of(seconds)), Optional.empty());
  }

  private List<String> lines() {
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
