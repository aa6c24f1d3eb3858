package io.finsolutions.pipeline.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.local.run.Applications;
import io.finsolutions.pipeline.service.ServiceCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PipelineScriptTest {
  private final Path script = Applications.find().checkout().resolve("pipeline");

  @Test
  void theHelpOfTheScriptNamesEveryCommand() throws Exception {
    String help = run(0, "--help");

    ServiceCommand.commandLine(new PipelineCommand(), Map.of())
        .getSubcommands()
        .keySet()
        .forEach(command -> assertThat(help).contains("\n  " + command + " "));
    assertThat(help).contains("./pipeline test");
  }

  @Test
  void anUnknownCommandIsAUsageError() throws Exception {
    assertThat(run(2, "nope"))
        .isEqualTo("./pipeline: there is no command 'nope'; try ./pipeline --help\n");
  }

  @Test
  void aJavaThatIsNotThereIsSaidInOneLine() throws Exception {
    ProcessBuilder builder = new ProcessBuilder(script.toString(), "pairs");
    builder.environment().put("JAVA_HOME", "/no/such/jdk");

    assertThat(run(1, builder))
        .isEqualTo(
            "./pipeline: JAVA_HOME is /no/such/jdk, where there is no bin/java; set it to a JDK 17"
                + " or later\n");
  }

  private String run(int exitCode, String argument) throws IOException, InterruptedException {
    return run(exitCode, new ProcessBuilder(script.toString(), argument));
  }

  private static String run(int exitCode, ProcessBuilder builder)
      throws IOException, InterruptedException {
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(exitCode);
    return output;
  }
}
