package io.finsolutions.pipeline.bench.report;

import io.finsolutions.pipeline.service.FailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The page {@code docs/benchmarks.md}. Each command writes a section of its own, between two
 * comments that do not show; whatever else is on the page stays.
 */
public final class BenchmarksPage {
  private static final String EMPTY =
      """
      # Benchmarks

      What the pipeline measures of itself, on whichever machine ran it last. Each section is written by
      the command under its title, with `--write`; nothing on this page is a promise, and no test depends
      on it. Run the commands on a machine that does nothing else, and compare figures of one machine only.
      """;

  private final Path file;

  /** The page of a checkout, which may not be there yet. */
  public BenchmarksPage(Path checkout) {
    file = checkout.resolve("docs").resolve("benchmarks.md");
  }

  /**
   * Writes the section of a command.
   *
   * @param command the name of the command
   * @param title what it measures
   * @return the file
   */
  public Path write(String command, String title, Report report) {
    try {
      String page = Files.exists(file) ? Files.readString(file) : EMPTY;
      Files.writeString(file, with(page, command, title, report.toString()));
      return file;
    } catch (IOException e) {
      throw new FailedException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  static String with(String page, String command, String title, String text) {
    String begin = "<!-- begin " + command + " -->";
    String end = "<!-- end " + command + " -->";
    String section =
        "%s\n## %s\n\n`./pipeline bench %s`\n\n%s\n%s"
            .formatted(begin, title, command, text.strip(), end);
    int from = page.indexOf(begin);
    int to = page.indexOf(end);
    return from >= 0 && to > from
        ? page.substring(0, from) + section + page.substring(to + end.length())
        : page.strip() + "\n\n" + section + "\n";
  }
}
