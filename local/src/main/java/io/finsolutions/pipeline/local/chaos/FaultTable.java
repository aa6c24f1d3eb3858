package io.finsolutions.pipeline.local.chaos;

import io.finsolutions.pipeline.local.chaos.ChaosFault.Kill;
import io.finsolutions.pipeline.local.chaos.Recoveries.Recovered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How many faults of each kind there were, and how fast the pipeline recovered. */
final class FaultTable {
  private static final String LINE = "%-34s %8s %9s %9s %9s %9s";
  private static final String NONE = "-";

  private final Map<String, Kind> kinds = new TreeMap<>();
  private final Map<String, Kind> sinceReady = new TreeMap<>();
  private int injected;
  private int kills;

  private static final class Kind {
    private int injected;
    private final List<Duration> recoveries = new ArrayList<>();
  }

  /** A fault has begun. */
  void injected(ChaosFault fault) {
    kind(fault).injected++;
    injected++;
    if (fault instanceof Kill) {
      kills++;
    }
  }

  /** The pipeline has recovered from one. */
  void recovered(Recovered recovered) {
    kind(recovered.fault()).recoveries.add(recovered.took());
    recovered
        .sinceReady()
        .ifPresent(
            took ->
                sinceReady
                    .computeIfAbsent(name(recovered.fault()) + ", since ready", none -> new Kind())
                    .recoveries
                    .add(took));
  }

  /** How many there were. */
  int injected() {
    return injected;
  }

  /** How many kills there were. */
  int kills() {
    return kills;
  }

  /** From how many the pipeline has recovered. */
  int recovered() {
    return kinds.values().stream().mapToInt(kind -> kind.recoveries.size()).sum();
  }

  /** The recoveries from kills of a process; the time since a server was ready is not in it. */
  Spread killsOf(Target target) {
    Kind kind = kinds.get(name(new Kill(target)));
    return Spread.of(kind == null ? List.of() : kind.recoveries);
  }

  /** A header, and a line for each kind. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(LINE.formatted("fault", "injected", "recovered", "min, s", "median, s", "max, s"));
    kinds.forEach(
        (name, kind) -> {
          lines.add(line(name, Integer.toString(kind.injected), kind));
          Kind since = sinceReady.get(name + ", since ready");
          if (since != null) {
            lines.add(line("  since it was ready", NONE, since));
          }
        });
    return lines;
  }

  private static String line(String name, String injected, Kind kind) {
    Spread spread = Spread.of(kind.recoveries);
    return LINE.formatted(
        name,
        injected,
        kind.recoveries.size(),
        spread.text(Spread::least),
        spread.text(Spread::median),
        spread.text(Spread::most));
  }

  private Kind kind(ChaosFault fault) {
    return kinds.computeIfAbsent(name(fault), none -> new Kind());
  }

  private static String name(ChaosFault fault) {
    return String.format(Locale.ROOT, "%s, %s", fault.target(), fault.kind());
  }
}
