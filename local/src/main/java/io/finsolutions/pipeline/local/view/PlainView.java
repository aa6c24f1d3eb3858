package io.finsolutions.pipeline.local.view;

import io.finsolutions.pipeline.market.Bar;
import io.finsolutions.pipeline.store.PipelineStatus;
import io.finsolutions.pipeline.store.PipelineStatus.LatestRun;
import io.finsolutions.pipeline.store.StoredBar;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.OptionalLong;

/**
 * Prints a line for each second once it is two seconds old, and one for each batch run: for files
 * and pipes.
 */
public final class PlainView implements LiveView {
  private static final Duration SETTLED = Duration.ofSeconds(2);

  private final PrintStream out;
  private Instant lastSecond = Instant.MIN;
  private long lastRun;

  /** A view that prints to the given stream. */
  public PlainView(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void say(String line) {
    out.println(line);
    out.flush();
  }

  @Override
  public synchronized void show(PipelineSnapshot snapshot) {
    Instant settled = snapshot.now().minus(SETTLED);
    snapshot.seconds().stream()
        .filter(row -> row.bar().start().isAfter(lastSecond) && !row.bar().end().isAfter(settled))
        .sorted(Comparator.comparing(StoredBar::bar, Bar.BY_START))
        .forEach(
            row -> {
              say(second(row));
              lastSecond = row.bar().start();
            });
    snapshot
        .status()
        .flatMap(PipelineStatus::latestRun)
        .filter(run -> run.runId() > lastRun && run.finishedAt().isPresent())
        .ifPresent(
            run -> {
              say(run(run, snapshot.status().get()));
              lastRun = run.runId();
            });
  }

  @Override
  public void close() {
    out.flush();
  }

  static String second(StoredBar row) {
    Bar bar = row.bar();
    return bar.start()
        + " trades="
        + bar.trades()
        + " buys="
        + bar.buys()
        + " sells="
        + bar.sells()
        + " vwap="
        + Figures.amount(bar.vwap())
        + " volume="
        + Figures.amount(bar.baseVolume())
        + (row.isFinal()
            ? " layer=final complete=" + row.isComplete()
            : " layer=provisional delay_ms=" + Figures.delayMillis(row));
  }

  static String run(LatestRun run, PipelineStatus status) {
    return "batch run="
        + run.runId()
        + " status="
        + run.status()
        + " took_ms="
        + run.finishedAt().map(end -> Duration.between(run.startedAt(), end).toMillis()).orElse(0L)
        + " final_before="
        + status.handover().map(Instant::toString).orElse("-")
        + " missing="
        + status.missingTrades()
        + " late="
        + status.lateTrades()
        + " speed_differences="
        + number(run.speedDifferences())
        + " candle_differences="
        + number(run.candleDifferences())
        + run.error().map(error -> " error=\"" + error + "\"").orElse("");
  }

  private static String number(OptionalLong number) {
    return number.isPresent() ? Long.toString(number.getAsLong()) : "-";
  }
}
