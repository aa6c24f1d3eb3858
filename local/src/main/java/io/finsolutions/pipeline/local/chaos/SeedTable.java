package io.finsolutions.pipeline.local.chaos;

import io.finsolutions.pipeline.service.FailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The table of runs in the page about tests: a line for each seed and length. */
record SeedTable(Path file) {
  private static final String BEGIN = "<!-- chaos: begin -->\n";
  private static final String END = "<!-- chaos: end -->";
  private static final String HEADER =
      """
      | seed | minutes | trades | kills | other faults | recovery from a kill, median / max, s | differences |
      |---|---|---|---|---|---|---|
      """;

  /** Which run a line is of. */
  private record Key(long seed, String minutes) {}

  /** Writes the line of a run, in place of an older one of the same seed and length. */
  void write(ChaosSummary summary) {
    try {
      String text = Files.readString(file);
      int begin = text.indexOf(BEGIN);
      int end = text.indexOf(END);
      if (begin < 0 || end < begin) {
        throw new FailedException(file + " has no place for the table of runs");
      }
      Map<Key, String> rows =
          new TreeMap<>(Comparator.comparingLong(Key::seed).thenComparing(Key::minutes));
      text.substring(begin + BEGIN.length(), end)
          .lines()
          .skip(HEADER.lines().count())
          .forEach(row -> rows.put(key(row), row));
      String row = row(summary);
      rows.put(key(row), row);
      String table =
          HEADER + rows.values().stream().map(line -> line + "\n").collect(Collectors.joining());
      Files.writeString(
          file, text.substring(0, begin + BEGIN.length()) + table + text.substring(end));
    } catch (IOException e) {
      throw new FailedException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  /** The line of a run. */
  static String row(ChaosSummary summary) {
    ChaosSettings settings = summary.settings();
    FaultTable faults = summary.faults();
    return cells(
        List.of(
            Long.toString(settings.seed()),
            minutes(settings.length().toSeconds()),
            summary.verification().map(all -> Long.toString(all.trades())).orElse("-"),
            Integer.toString(faults.kills()),
            Integer.toString(faults.injected() - faults.kills()),
            Arrays.stream(Target.values())
                .map(target -> recoveries(target, faults.killsOf(target)))
                .collect(Collectors.joining(", ")),
            summary
                .verification()
                .map(all -> Integer.toString(all.differences().size()))
                .orElse("not compared")));
  }

  private static String recoveries(Target target, Spread spread) {
    return target + " " + spread.text(Spread::median) + " / " + spread.text(Spread::most);
  }

  private static String minutes(long seconds) {
    return seconds % 60 == 0
        ? Long.toString(seconds / 60)
        : String.format(Locale.ROOT, "%.1f", seconds / 60.0);
  }

  private static String cells(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  private static Key key(String row) {
    String[] cells = row.split("\\|");
    return new Key(Long.parseLong(cells[1].strip()), cells[2].strip());
  }
}
