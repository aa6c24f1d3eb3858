package io.finsolutions.pipeline.local.run;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Sends what this process logs to a file as long as it is open, so that it does not spoil the
 * screen.
 */
final class OwnLog implements AutoCloseable {
  private final PrintStream before = System.err;
  private final PrintStream file;

  OwnLog(Path log) {
    try {
      OutputStream out =
          Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      file = new PrintStream(out, true, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + log, e);
    }
    System.setErr(file);
  }

  @Override
  public void close() {
    System.setErr(before);
    file.close();
  }
}
