package io.finsolutions.pipeline.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.ServiceCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BackfillCommandTest {
  @TempDir private Path state;

  private final StringWriter said = new StringWriter();

  @Test
  void aPairThatWasNeverFollowedHereIsToBeFollowedFirst() {
    assertThat(run("ETH-USD", "--from=2026-10-01T00:00:00Z")).isEqualTo(ExitCode.FAILED);
    assertThat(said.toString())
        .contains("there is no pipeline of ETH-USD here: run ./pipeline local ETH-USD");
  }

  @Test
  void thePastOfCoinbaseDoesNotBelongBesideARecording() throws IOException {
    Path folder = state.resolve("BTC-USD");
    Files.createDirectories(folder.resolve("database"));
    Files.writeString(folder.resolve("feed.properties"), "source=the shipped recording\n");

    assertThat(run("BTC-USD", "--from=2026-10-01T00:00:00Z")).isEqualTo(ExitCode.FAILED);
    assertThat(said.toString())
        .contains(
            "follows the shipped recording, to which the past of Coinbase does not belong; choose"
                + " another folder with --state");
  }

  @Test
  void aPairAndABeginningAreNeeded() {
    assertThat(run()).isEqualTo(ExitCode.USAGE);
    assertThat(said.toString()).contains("'PAIR'", "'--from'");
  }

  private int run(String... arguments) {
    CommandLine line = ServiceCommand.commandLine(new PipelineCommand(), Map.of());
    line.setErr(new PrintWriter(said));
    String[] all = new String[arguments.length + 2];
    all[0] = "backfill";
    all[1] = "--state=" + state;
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return line.execute(all);
  }
}
