package io.finsolutions.pipeline.local.view;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the terminal of this process how large it is, again now and then. */
public final class AskedTerminalSize implements TerminalSize {
  private static final Logger LOG = LoggerFactory.getLogger(AskedTerminalSize.class);
  private static final Duration ASKED_EVERY = Duration.ofSeconds(1);
  private static final int USUAL_ROWS = 24;
  private static final int USUAL_COLUMNS = 80;

  private long askedAt = System.nanoTime() - ASKED_EVERY.toNanos();
  private int rows = USUAL_ROWS;
  private int columns = USUAL_COLUMNS;

  @Override
  public int columns() {
    ask();
    return columns;
  }

  @Override
  public int rows() {
    ask();
    return rows;
  }

  private void ask() {
    if (System.nanoTime() - askedAt < ASKED_EVERY.toNanos()) {
      return;
    }
    askedAt = System.nanoTime();
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      stty.waitFor(1, TimeUnit.SECONDS);
      String[] parts = answer.strip().split(" ");
      if (parts.length == 2 && Integer.parseInt(parts[1]) > 0) {
        rows = Integer.parseInt(parts[0]);
        columns = Integer.parseInt(parts[1]);
      }
    } catch (IOException | NumberFormatException e) {
      LOG.debug("size of the terminal unknown", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
