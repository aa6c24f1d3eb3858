package io.finsolutions.pipeline.console.bars;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Where the bars of an answer go, one after the other. */
public interface BarSink {
  /** So many bytes are sent at a time. */
  int BLOCK = 32 * 1024;

  /** The next line. */
  void row(BarRow row) throws IOException;

  /**
   * There are no more lines.
   *
   * @param next where the next answer begins, if this one was cut at its limit
   */
  void end(Optional<Instant> next) throws IOException;
}
