package io.finsolutions.pipeline.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.local.run.Applications;
import io.finsolutions.pipeline.service.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole pipeline as people run it, from the applications that the build has packaged. */
class LocalPipelineIT {
  private static final Duration START_BOUND = Duration.ofMinutes(3);
  private static final Duration RUN_BOUND = Duration.ofMinutes(5);

  @TempDir Path folder;
  private Process pipeline;

  @AfterEach
  void endPipeline() throws InterruptedException {
    if (pipeline != null && pipeline.isAlive()) {
      pipeline.destroy();
      pipeline.waitFor(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void everyRowIsRightAlthoughProducerAndStreamingAreKilled() throws Exception {
    start("--feed", "recording", "--speed", "30", "--for", "45s");
    awaitFirstRow();

    kill("streaming-0");
    kill("ProducerCommand");

    assertThat(pipeline.waitFor(RUN_BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(pipeline.exitValue()).as(output()).isEqualTo(ExitCode.OK);
    assertThat(output())
        .contains("streaming  ended with exit code 137", "producer   ended with exit code 137")
        .containsPattern("differences, rows to oracle +0\n")
        .containsPattern("parts started again +2\n");
  }

  @Test
  void nothingRunsAnyMoreOnceItIsToldToEnd() throws Exception {
    start("--feed", "generated", "--rate", "50");
    awaitFirstRow();
    List<ProcessHandle> all = new ArrayList<>(pipeline.descendants().toList());
    ProcessHandle.of(postmaster()).ifPresent(all::add);
    assertThat(all).hasSizeGreaterThanOrEqualTo(5);

    pipeline.destroy();

    assertThat(pipeline.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(pipeline.exitValue()).as(output()).isEqualTo(ExitCode.OK);
    assertThat(all).noneMatch(ProcessHandle::isAlive);
  }

  private void start(String... flags) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar().toString(),
                "local",
                "BTC-USD",
                "--plain",
                "--state",
                folder.resolve("state").toString()));
    command.addAll(List.of(flags));
    pipeline =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
  }

  private static Path jar() throws IOException {
    Path target = Applications.find().checkout().resolve("local").resolve("target");
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().matches("local-[0-9].*\\.jar"))
          .findFirst()
          .orElseThrow();
    }
  }

  private void awaitFirstRow() throws Exception {
    Eventually.holds(
        "there is a first row, or the pipeline has ended",
        START_BOUND,
        () -> output().contains("first row") || !pipeline.isAlive());
    assertThat(output()).contains("first row");
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("output"));
  }

  private long postmaster() throws IOException {
    Path file =
        folder.resolve("state").resolve("BTC-USD").resolve("database").resolve("postmaster.pid");
    return Long.parseLong(Files.readAllLines(file).get(0).strip());
  }

  /** Kills the child whose command line has a text in it. */
  private void kill(String text) {
    List<ProcessHandle> found =
        pipeline
            .children()
            .filter(
                child -> child.info().commandLine().filter(line -> line.contains(text)).isPresent())
            .toList();
    assertThat(found).hasSize(1);
    found.get(0).destroyForcibly();
  }
}
