package io.finsolutions.pipeline.bench.rig;

import io.finsolutions.pipeline.embedded.LastWords;
import io.finsolutions.pipeline.local.part.ChildProcess;
import io.finsolutions.pipeline.local.part.HttpReadiness;
import io.finsolutions.pipeline.local.part.Readiness;
import io.finsolutions.pipeline.service.FailedException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A process of the pipeline. Its clock starts just before it does. */
public final class Child implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(5);
  private static final Duration START_BOUND = Duration.ofMinutes(2);
  private static final Duration STOP_BOUND = Duration.ofSeconds(10);

  private final String name;
  private final Path log;
  private final URI management;
  private final Readiness readiness;
  private final long startedNanos;
  private final ChildProcess process;

  Child(String name, List<String> command, Path log, URI management, String readyPath) {
    this.name = name;
    this.log = log;
    this.management = management;
    this.readiness = new HttpReadiness(management.resolve(readyPath));
    this.startedNanos = System.nanoTime();
    this.process = ChildProcess.start(command, log);
  }

  /**
   * Waits until it says that it is ready.
   *
   * @return the time since its start, to some milliseconds
   * @throws FailedException if it ends or is not ready in time
   */
  public Duration awaitReady() throws InterruptedException {
    while (!readiness.isReady()) {
      requireTime();
    }
    return age();
  }

  /**
   * Waits a moment for something that the process is expected to do.
   *
   * @throws FailedException if it has ended, or has run for too long
   */
  public void requireTime() throws InterruptedException {
    requireAlive();
    if (age().compareTo(START_BOUND) > 0) {
      throw new FailedException(
          name + " does not do its work within " + START_BOUND.toSeconds() + " s");
    }
  }

  /**
   * Waits a moment.
   *
   * @throws FailedException if the process has ended
   */
  public void requireAlive() throws InterruptedException {
    if (process.awaitEnd(POLL)) {
      throw new FailedException(name + " " + process.awaitEnding());
    }
  }

  /** Kills it, as {@code kill -9} does. */
  public void kill() throws InterruptedException {
    process.stop(Duration.ZERO);
  }

  /** Waits for its end, which takes minutes at most, and returns the time since its start. */
  public Duration awaitEnd() throws InterruptedException {
    process.awaitEnding();
    return age();
  }

  /** The time since its start. */
  public Duration age() {
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }

  /** What it is called. */
  public String name() {
    return name;
  }

  /** What its log says last, in one line. */
  public String lastWords() {
    return LastWords.of(log);
  }

  /** What it has used so far. */
  public Usage usage() {
    return Usage.of(process());
  }

  /**
   * The bytes of its heap that are in use right after a full collection, which is made for it.
   *
   * @throws FailedException if the process does not answer
   */
  public long liveHeapBytes() throws InterruptedException {
    String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      new ProcessBuilder(tool, Long.toString(process.pid()), "GC.run")
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new FailedException("cannot run " + tool + ": " + e.getMessage(), e);
    }
    return (long) metrics().sum("jvm_memory_used_bytes", "area=\"heap\"");
  }

  /** The process itself. */
  ProcessHandle process() {
    return ProcessHandle.of(process.pid())
        .orElseThrow(() -> new FailedException(name + " has ended"));
  }

  /** What it says of itself. */
  public Metrics metrics() {
    try {
      return Metrics.of(management);
    } catch (IOException e) {
      throw new FailedException(name + " does not tell its metrics: " + e.getMessage(), e);
    }
  }

  /** Ends it; at once if this thread is interrupted. */
  @Override
  public void close() {
    try {
      process.stop(STOP_BOUND);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process().destroyForcibly();
    }
  }
}
