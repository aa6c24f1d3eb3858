package io.finsolutions.pipeline.local.chaos;

import io.finsolutions.pipeline.local.view.LiveView;
import io.finsolutions.pipeline.local.view.PipelineSnapshot;
import java.io.PrintStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Prints each line behind its time in UTC, as the logs have it. */
final class TimedView implements LiveView {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private final PrintStream out;

  TimedView(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void say(String line) {
    out.println(TIME.format(Instant.now()) + " " + line);
    out.flush();
  }

  /** Prints a line of the summary, which has no time. */
  synchronized void print(String line) {
    out.println(line);
    out.flush();
  }

  @Override
  public void show(PipelineSnapshot snapshot) {
    throw new UnsupportedOperationException("there is no screen to show it on");
  }

  @Override
  public void close() {
    out.flush();
  }
}
