package io.finsolutions.pipeline.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What happened, for people to read. Keeps nothing unless it is asked to. */
final class Trace {
  private final boolean kept;
  private final List<String> lines = new ArrayList<>();

  Trace(boolean kept) {
    this.kept = kept;
  }

  void add(int step, Instant time, String form, Object... values) {
    if (kept) {
      lines.add("%5d %s  %s".formatted(step, time, form.formatted(values)));
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
