package io.finsolutions.pipeline.streaming;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The speed layer as people start it: a process of its own from the jar of this module. */
final class StreamingProcess implements AutoCloseable {
  private static final Pattern PORT = Pattern.compile("management_port=(\\d+)");
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

  private final Process process;
  private final Path log;
  private final long started = System.nanoTime();

  /** Starts it with the given flags and a management port of its own. */
  StreamingProcess(Path log, List<String> flags) throws IOException {
    this.log = log;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            // It runs for seconds: the second compiler costs more than it brings.
            "-XX:TieredStopAtLevel=1",
            "-jar",
            jar().toString()));
    command.addAll(flags);
    command.addAll(List.of("--management-port", "0"));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
            .start();
  }

  /** Waits until it says that it is ready, and returns how long that took since its start. */
  Duration awaitReady() {
    Eventually.await(
        "the process is ready",
        Duration.ofSeconds(120),
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("the process has ended: " + log());
          }
          return isReady();
        });
    return Duration.ofNanos(System.nanoTime() - started);
  }

  boolean isReady() {
    return answer("/readyz").map(answer -> answer.statusCode() == 200).orElse(false);
  }

  /** The value of a metric without labels, or of the first with the given name. */
  double metric(String name) {
    String metrics = answer("/metrics").orElseThrow().body();
    return metrics
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no metric " + name + " in " + metrics));
  }

  /** Ends it at once, as a crash would. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Asks it to end, and returns how long that took. */
  Duration terminate() throws InterruptedException {
    long asked = System.nanoTime();
    process.destroy();
    exitCode(Duration.ofSeconds(30));
    return Duration.ofNanos(System.nanoTime() - asked);
  }

  /** Waits for its end, and returns its exit code. */
  int exitCode(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("the process does not end within " + limit + ": " + log());
    }
    return process.exitValue();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** All that it has written to standard output and standard error. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How long it has computed, over all cores. */
  Duration computed() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Resident memory in MiB. */
  long residentMebibytes() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
        .findFirst()
        .orElse(0);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private Optional<HttpResponse<String>> answer(String path) {
    Matcher port = PORT.matcher(log());
    if (!port.find()) {
      return Optional.empty();
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.group(1) + path))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return Optional.of(HTTP.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static Path jar() throws IOException {
    try (var jars = Files.newDirectoryStream(Path.of("target"), "streaming-*.jar")) {
      for (Path jar : jars) {
        return jar;
      }
    }
    throw new AssertionError("target has no jar of the module: run the tests with 'mvn verify'");
  }
}
