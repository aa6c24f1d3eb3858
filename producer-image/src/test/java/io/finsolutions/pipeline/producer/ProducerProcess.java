package io.finsolutions.pipeline.producer;

import io.finsolutions.pipeline.embedded.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The producer as its users run it: a process of its own, from its jars. */
final class ProducerProcess implements AutoCloseable {
  private static final Duration READY_BOUND = Duration.ofSeconds(60);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final Path log;
  private final int port;

  ProducerProcess(Path log, String... arguments) throws IOException {
    this.log = log;
    this.port = FreePorts.find();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(Path.of("target", "classes") + ":" + Path.of("target", "lib", "*"));
    command.add(ProducerCommand.class.getName());
    command.add("--management-port=" + port);
    command.addAll(List.of(arguments));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
  }

  ProducerProcess awaitReady() throws Exception {
    Eventually.within(READY_BOUND, "ready; log: " + log(), () -> get("/readyz").startsWith("200"));
    return this;
  }

  /** The status and the body of an answer of the management endpoint; empty without an answer. */
  String get(String path) throws InterruptedException {
    if (!process.isAlive()) {
      throw new AssertionError("ended with " + process.exitValue() + ": " + log());
    }
    try {
      URI address = URI.create("http://127.0.0.1:" + port + path);
      HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
      HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    } catch (IOException e) {
      return "";
    }
  }

  /** The sum of a metric over all its labels that match. */
  double metric(String name, String labels) throws InterruptedException {
    Pattern line = Pattern.compile("(?m)^" + name + "\\{[^}]*" + labels + "[^}]*\\} (\\S+)$");
    return line.matcher(get("/metrics"))
        .results()
        .mapToDouble(found -> Double.parseDouble(found.group(1)))
        .sum();
  }

  long residentKilobytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM; returns how long the process took to end. */
  Duration terminate() throws InterruptedException {
    long started = System.nanoTime();
    process.destroy();
    if (!process.waitFor(15, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("does not end: " + log());
    }
    return Duration.ofNanos(System.nanoTime() - started);
  }

  int awaitExit() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("does not end: " + log());
    }
    return process.exitValue();
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "there is no log: " + e;
    }
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
  }
}
