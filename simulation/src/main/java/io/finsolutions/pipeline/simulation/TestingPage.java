package io.finsolutions.pipeline.simulation;

import io.finsolutions.pipeline.service.FailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The page about tests, of which one table is written by the program. */
record TestingPage(Path file) {
  private static final String BEGIN = "<!-- mutations: begin -->\n";
  private static final String END = "<!-- mutations: end -->";

  void write(List<String> rows) throws IOException {
    String text = Files.readString(file);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new FailedException(file + " has no place for the table of mutations");
    }
    String table =
        "| what is broken | where | what tells | seed |\n|---|---|---|---|\n"
            + String.join("\n", rows)
            + "\n";
    Files.writeString(
        file, text.substring(0, begin + BEGIN.length()) + table + text.substring(end));
  }
}
