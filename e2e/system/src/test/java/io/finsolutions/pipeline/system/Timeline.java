package io.finsolutions.pipeline.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Prints what happens when, and keeps it in target/timeline.txt. */
final class Timeline {
  private static final Path FILE = Path.of("target", "timeline.txt");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.S").withZone(ZoneOffset.UTC);

  private Timeline() {}

  /** Something has happened now. */
  static synchronized void tell(String what, Object... values) {
    print(TIME.format(Instant.now()) + "  " + what.formatted(values));
  }

  /** A table of what was measured; the first row is its head. */
  static synchronized void table(String title, List<List<String>> rows) {
    print("");
    print(title);
    print("");
    for (int row = 0; row < rows.size(); row++) {
      print("| " + String.join(" | ", rows.get(row)) + " |");
      if (row == 0) {
        print("|" + "---|".repeat(rows.get(0).size()));
      }
    }
    print("");
  }

  /** A duration in seconds, with one digit after the point. */
  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1e3);
  }

  private static void print(String line) {
    System.out.println(line);
    try {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
