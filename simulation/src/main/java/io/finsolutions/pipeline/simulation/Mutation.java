package io.finsolutions.pipeline.simulation;

import io.finsolutions.pipeline.service.FailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A deliberate break of the code. Its file has a title, the path of a source, a line of three
 * dashes, the text that is replaced, a line of three pluses, and the text in its place.
 *
 * @param name of its file
 * @param title what is broken, in words
 * @param source the path of the source in the project
 * @param from what is replaced; once in the source
 * @param to what takes its place
 */
record Mutation(String name, String title, Path source, String from, String to) {
  static Mutation read(Path file) throws IOException {
    String[] halves = Files.readString(file).split("\n---\n", 2);
    String[] head = halves[0].split("\n");
    String[] texts = halves[1].split("\n\\+\\+\\+\n", 2);
    String name = file.getFileName().toString().replaceFirst("\\.txt$", "");
    return new Mutation(
        name, head[0], Path.of(head[1]), texts[0], texts[1].replaceFirst("\n$", ""));
  }

  /**
   * The broken source.
   *
   * @throws FailedException if the source is not what the break was made for
   */
  String apply(String text) {
    int at = text.indexOf(from);
    if (at < 0 || text.indexOf(from, at + 1) >= 0) {
      throw new FailedException(
          "%s: what it replaces is not just once in %s".formatted(name, source));
    }
    return text.substring(0, at) + to + text.substring(at + from.length());
  }
}
