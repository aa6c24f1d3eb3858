package io.finsolutions.pipeline.local.part;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The end of a log, which says why a process ended. */
public final class LastWords {
  private static final int BYTES_READ = 4_096;
  private static final int LINES = 3;

  private LastWords() {}

  /** The last lines of a log joined to one, without stack traces; empty if there are none. */
  public static String of(Path log) {
    List<String> lines =
        tail(log)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !isTrace(line))
            .toList();
    return lines.stream()
        .skip(Math.max(0, lines.size() - LINES))
        .collect(Collectors.joining(" | "));
  }

  private static boolean isTrace(String line) {
    return line.startsWith("at ") || line.matches("\\.\\.\\. \\d+ more");
  }

  private static String tail(Path log) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.max(0, file.length() - BYTES_READ);
      byte[] bytes = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(bytes);
      String text = new String(bytes, StandardCharsets.UTF_8);
      // The first line is only the rest of one.
      return from == 0 ? text : text.substring(text.indexOf('\n') + 1);
    } catch (IOException e) {
      return "";
    }
  }
}
