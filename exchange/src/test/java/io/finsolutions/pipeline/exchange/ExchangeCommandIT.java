package io.finsolutions.pipeline.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.service.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own. */
class ExchangeCommandIT {
  private static final int TERMINATED = 128 + 15;

  @TempDir private Path folder;

  @Test
  void itSaysWhereItListensAndEndsWhenItIsTold() throws Exception {
    Path script = folder.resolve("faults.json");
    Files.writeString(script, "[{\"fault\":\"rest-status\",\"status\":500,\"requests\":1}]");
    Process process =
        start("--tape", "generated", "--rate", "50", "--faults", script.toString(), "--seed", "3");
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      assertThat(line).startsWith("listening on 127.0.0.1:");
      RestClient client =
          new RestClient(URI.create("http://" + line.substring("listening on ".length())));
      assertThat(client.get("/api/v3/brokerage/time").status()).isEqualTo(500);
      assertThat(client.get("/api/v3/brokerage/time").status()).isEqualTo(200);
      process.destroy();
      assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(TERMINATED);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aRecordingIsPlayed() throws Exception {
    Path recording = folder.resolve("recording.jsonl");
    Files.copy(Fixtures.open("coinbase/ws_market_trades_updates.jsonl"), recording);
    Process process =
        start(
            "--tape",
            "recording",
            "--recording",
            recording.toString(),
            "--product",
            "ETH-USD",
            "--clock",
            "tape");
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      RestClient client =
          new RestClient(URI.create("http://" + line.substring("listening on ".length())));
      Eventually.holds(
          "both trades are printed",
          () ->
              client
                  .get("/products/ETH-USD/trades")
                  .ids()
                  .equals(List.of(846_149_799L, 846_149_798L)));
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aMissingRecordingIsAUsageError() throws Exception {
    assertFails(ExitCode.USAGE, "--recording FILE", "--tape", "recording");
  }

  @Test
  void anUnreadableRecordingIsAFailure() throws Exception {
    assertFails(
        ExitCode.FAILED,
        "cannot read recording",
        "--tape",
        "recording",
        "--recording",
        folder.resolve("nothing").toString());
  }

  @Test
  void aRateThatCannotBeIsAUsageError() throws Exception {
    assertFails(ExitCode.USAGE, "rate", "--tape", "generated", "--rate", "-1");
  }

  @Test
  void aPortThatIsTakenIsAFailure() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertFails(
          ExitCode.FAILED, "cannot listen", "--port", Integer.toString(taken.getLocalPort()));
    }
  }

  private static void assertFails(int exitCode, String reason, String... arguments)
      throws IOException, InterruptedException {
    Process process = start(arguments);
    try (BufferedReader err =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      assertThat(err.lines().toList()).anyMatch(line -> line.contains(reason));
      assertThat(process.waitFor()).isEqualTo(exitCode);
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(ExchangeCommand.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).start();
  }
}
