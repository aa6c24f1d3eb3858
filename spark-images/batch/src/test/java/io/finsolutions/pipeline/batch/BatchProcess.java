package io.finsolutions.pipeline.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The batch layer as its users start it. */
final class BatchProcess implements AutoCloseable {
  private static final Duration BOUND = Duration.ofSeconds(60);

  private final Process process;
  private final Path output;

  private BatchProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  static BatchProcess start(Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-jar", jar().toString()));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(Path.of("target"), "batch-", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    return new BatchProcess(builder.start(), output);
  }

  /** Waits for the process to end by itself. */
  int exitCode() throws InterruptedException {
    return exitCode(BOUND);
  }

  /** The same, for one that starts others. */
  int exitCode(Duration bound) throws InterruptedException {
    if (!process.waitFor(bound.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("it still runs after " + bound.toSeconds() + " s");
    }
    return process.exitValue();
  }

  /** Asks the process to end, and returns its exit code if it has within the bound. */
  int terminate(Duration bound) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("it still runs " + bound.toSeconds() + " s after a SIGTERM");
    }
    return process.exitValue();
  }

  /** All that the process has printed so far. */
  String output() throws IOException {
    return Files.readString(output);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  static Path jar() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("batch-.*\\.jar"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("there is no jar in target: package it first"));
    }
  }
}
