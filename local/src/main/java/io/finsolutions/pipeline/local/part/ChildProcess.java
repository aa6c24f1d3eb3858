package io.finsolutions.pipeline.local.part;

import io.finsolutions.pipeline.embedded.LastWords;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.service.ServiceCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** A child process that writes what it says to a log. */
public final class ChildProcess implements RunningPart {
  private static final long LONGEST_LOG_BYTES = 20_000_000;
  private static final Duration KILL_BOUND = Duration.ofSeconds(10);

  private final Process process;
  private final Path log;
  private final long logFrom;

  private ChildProcess(Process process, Path log, long logFrom) {
    this.process = process;
    this.log = log;
    this.logFrom = logFrom;
  }

  /**
   * Starts a process, which adds to the log. A log that has grown long is set aside first, in place
   * of the one before it.
   *
   * @throws FailedException if it cannot be started
   */
  public static ChildProcess start(List<String> command, Path log) {
    try {
      if (Files.exists(log) && Files.size(log) > LONGEST_LOG_BYTES) {
        Files.move(
            log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
      }
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(nothing()))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      // What is meant for us would be taken for settings of the child, or for mistakes.
      builder
          .environment()
          .keySet()
          .removeIf(name -> name.startsWith(ServiceCommand.ENVIRONMENT_PREFIX));
      long logFrom = log.toFile().length();
      return new ChildProcess(builder.start(), log, logFrom);
    } catch (IOException e) {
      throw new FailedException("cannot start " + command.get(0) + ": " + e.getMessage(), e);
    }
  }

  @Override
  public long pid() {
    return process.pid();
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for its end, but not for ever; returns whether it has ended. */
  public boolean awaitEnd(Duration bound) throws InterruptedException {
    return process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public Ending awaitEnding() throws InterruptedException {
    int exitCode = process.waitFor();
    return new Ending(OptionalInt.of(exitCode), LastWords.of(log));
  }

  /** Why it has ended, or does no work, before it did any. */
  String whyItDidNotStart() {
    return LastWords.sinceStart(log, logFrom);
  }

  /** Its exit code once it has ended. */
  int exitCode() {
    return process.exitValue();
  }

  @Override
  public void stop(Duration bound) throws InterruptedException {
    if (!bound.isZero()) {
      process.destroy();
    }
    if (bound.isZero() || !awaitEnd(bound)) {
      process.destroyForcibly();
      awaitEnd(KILL_BOUND);
    }
  }

  /** Kills it without waiting for its end. */
  void kill() {
    process.destroyForcibly();
  }

  private static java.io.File nothing() {
    return new java.io.File(
        System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null");
  }
}
