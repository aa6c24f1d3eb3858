package io.finsolutions.pipeline.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a program's log says about why it ended. A log that cannot be read says nothing. */
public final class LastWords {
  private static final int BYTES_AT_END = 4_096;
  private static final int BYTES_OF_START = 1_000_000;
  private static final int LINES = 3;
  private static final Pattern TRACE = Pattern.compile("at .*|\\.\\.\\. \\d+ more");
  private static final Pattern THROWABLE =
      Pattern.compile("(Exception in thread .*|([a-z]\\w*\\.)+[A-Z][\\w$]*)(: .*)?");
  private static final Pattern ERROR =
      Pattern.compile("Error\\b.*|(\\S+ )?(ERROR|FATAL) .*|" + THROWABLE.pattern());

  private LastWords() {}

  /** The last lines of a log joined to one, without stack traces; empty if there are none. */
  public static String of(Path log) {
    return lastOf(withoutTraces(tail(log)));
  }

  /**
   * Why a program ended that had only just been started: the first error that it logged, which the
   * others mostly come of; its last lines if there is none.
   *
   * @param from the length of the log when the program was started, in bytes
   */
  public static String sinceStart(Path log, long from) {
    List<String> lines = withoutTraces(text(log, from, from + BYTES_OF_START));
    for (int i = 0; i < lines.size(); i++) {
      if (ERROR.matcher(lines.get(i)).matches()) {
        // A line of a logger is often less to the point than the throwable that comes with it.
        boolean explained = i + 1 < lines.size() && THROWABLE.matcher(lines.get(i + 1)).matches();
        return explained ? lines.get(i) + " | " + lines.get(i + 1) : lines.get(i);
      }
    }
    return lastOf(lines);
  }

  private static String lastOf(List<String> lines) {
    return lines.stream()
        .skip(Math.max(0, lines.size() - LINES))
        .collect(Collectors.joining(" | "));
  }

  private static List<String> withoutTraces(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !TRACE.matcher(line).matches())
        .toList();
  }

  private static String tail(Path log) {
    long from = Math.max(0, log.toFile().length() - BYTES_AT_END);
    String text = text(log, from, Long.MAX_VALUE);
    // The first line is only the rest of one.
    return from == 0 ? text : text.substring(text.indexOf('\n') + 1);
  }

  private static String text(Path log, long from, long to) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      byte[] bytes = new byte[(int) Math.max(0, Math.min(file.length(), to) - from)];
      file.seek(from);
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
