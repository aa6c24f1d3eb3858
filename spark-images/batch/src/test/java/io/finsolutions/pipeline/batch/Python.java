package io.finsolutions.pipeline.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Python with packages of PyPI, in a folder of its own under target. Tests are skipped where there
 * is none or PyPI cannot be reached, and fail with REQUIRE_PYTHON=true.
 */
final class Python {
  private static final String REQUIRE = "REQUIRE_PYTHON";

  /** A reader of Iceberg that is not Java, and a stand-in for an object store. */
  private static final List<String> PACKAGES =
      List.of("pyiceberg[pyarrow,sql-postgres]==0.10.0", "moto[server,s3]==5.2.5");

  private static final Duration BOUND = Duration.ofMinutes(5);

  private final Path executable;

  private Python(Path executable) {
    this.executable = executable;
  }

  /** Installs the packages, once; skips the test that asks if that cannot be done. */
  static Python installOrSkip() throws Exception {
    Path home = Path.of("target", "python").toAbsolutePath();
    Path executable = home.resolve("bin").resolve("python");
    Path done = home.resolve("installed");
    String wanted = String.join(" ", PACKAGES);
    if (Files.exists(done) && Files.readString(done).equals(wanted)) {
      return new Python(executable);
    }
    require(List.of("python3", "-m", "venv", "--clear", home.toString()));
    List<String> install =
        new ArrayList<>(List.of(executable.toString(), "-m", "pip", "install", "--quiet"));
    install.addAll(PACKAGES);
    require(install);
    Files.writeString(done, wanted);
    return new Python(executable);
  }

  /** Runs a script to its end, and returns what it has printed. */
  String run(Path script, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(executable.toString(), script.toString()));
    command.addAll(List.of(arguments));
    Outcome outcome = execute(command);
    if (!outcome.succeeded()) {
      throw new AssertionError(script + " failed: " + outcome.output());
    }
    return outcome.output();
  }

  /** Starts a server that a package brings; it goes on until it is ended. */
  Process serve(String module, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(executable.toString(), "-m", module));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(Path.of("target"), "server-", ".log");
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  private static void require(List<String> command) throws Exception {
    Outcome outcome = execute(command);
    if (outcome.succeeded()) {
      return;
    }
    String whyNot =
        "no Python with packages of PyPI: install python3 and python3-venv; %s said: %s"
            .formatted(String.join(" ", command), outcome.output());
    if (Boolean.parseBoolean(System.getProperty(REQUIRE, System.getenv(REQUIRE)))) {
      Assertions.fail(whyNot);
    }
    Assumptions.abort(whyNot);
  }

  private static Outcome execute(List<String> command) throws Exception {
    Path output = Files.createTempFile(Path.of("target"), "python-", ".log");
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
    } catch (IOException e) {
      return new Outcome(false, e.getMessage());
    }
    if (!process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return new Outcome(false, "nothing for " + BOUND.toMinutes() + " minutes");
    }
    return new Outcome(process.exitValue() == 0, Files.readString(output));
  }

  private record Outcome(boolean succeeded, String output) {}
}
