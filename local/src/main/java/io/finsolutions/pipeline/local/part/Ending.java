package io.finsolutions.pipeline.local.part;

import io.finsolutions.pipeline.service.ExitCode;
import java.util.OptionalInt;

/**
 * How a part ended.
 *
 * @param exitCode its exit code, where it is known
 * @param lastWords what its log says about it, in one line
 */
public record Ending(OptionalInt exitCode, String lastWords) {
  /** Whether it was asked for something that cannot be, so that asking again is of no use. */
  public boolean isForGood() {
    return exitCode.orElse(ExitCode.OK) == ExitCode.USAGE;
  }

  /** In words, for people. */
  @Override
  public String toString() {
    String how =
        exitCode.isPresent() ? "ended with exit code " + exitCode.getAsInt() : "ended unexpectedly";
    return lastWords.isEmpty() ? how : how + ": " + lastWords;
  }
}
