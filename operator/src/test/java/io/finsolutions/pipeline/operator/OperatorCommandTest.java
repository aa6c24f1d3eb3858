package io.finsolutions.pipeline.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.ServiceCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class OperatorCommandTest {
  private static final Map<String, String> IMAGES =
      Map.of(
          "PIPELINE_PRODUCER_IMAGE", "example.org/producer:1",
          "PIPELINE_STREAMING_IMAGE", "example.org/streaming:1",
          "PIPELINE_BATCH_IMAGE", "example.org/batch:1");

  private final StringWriter output = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @Test
  void allWrongFormsAreReportedAtOnce() {
    int code =
        run(
            Map.of("PIPELINE_WATCH_NAMESPACE", "a", "PIPELINE_FRESHNESS_INTERVAL", "often"),
            "--management-port=x",
            "--no-such-flag");

    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(errors.toString())
        .contains("PIPELINE_WATCH_NAMESPACE is set, but there is no such setting")
        .contains("PIPELINE_FRESHNESS_INTERVAL")
        .contains("--management-port")
        .contains("--no-such-flag");
  }

  @Test
  void missingImagesAreAllNamed() {
    int code = run(Map.of("PIPELINE_PRODUCER_IMAGE", ""));

    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(errors.toString())
        .contains("--producer-image is missing (or set PIPELINE_PRODUCER_IMAGE)")
        .contains("--streaming-image is missing (or set PIPELINE_STREAMING_IMAGE)")
        .contains("--batch-image is missing (or set PIPELINE_BATCH_IMAGE)");
  }

  @Test
  void allValuesThatCannotBeAreReportedAtOnce() {
    int code =
        run(
            IMAGES,
            "--watch-namespaces=",
            "--leader-election",
            "--image-pull-policy=Sometimes",
            "--freshness-interval=0s",
            "--console-service-account=console",
            "--management-port=65536",
            "--coinbase-websocket-url=http://example.org");

    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(errors.toString())
        .contains("--watch-namespaces has an empty name in it")
        .contains("--leader-election needs --namespace")
        .contains("--image-pull-policy is 'Sometimes'")
        .contains("--freshness-interval is zero")
        .contains("--console-service-account: 'console' is not NAMESPACE/NAME")
        .contains("--management-port 65536")
        .contains("http://example.org");
  }

  @Test
  void helpNamesEverySetting() {
    CommandLine line = line(Map.of());

    int code = line.execute("--help");

    assertThat(code).isEqualTo(ExitCode.OK);
    assertThat(line.getCommandSpec().options())
        .hasSizeGreaterThan(15)
        .allSatisfy(option -> assertThat(output.toString()).contains(option.longestName()));
  }

  @Test
  void theCheckOfAnInstallationNeedsNoneOfTheOperatorsSettings() {
    int code = run(Map.of(), "check", "--url=http://127.0.0.1:1/readyz");

    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(errors.toString()).contains("http://127.0.0.1:1/readyz does not answer");
  }

  private int run(Map<String, String> environment, String... arguments) {
    return line(environment).execute(arguments);
  }

  private CommandLine line(Map<String, String> environment) {
    return ServiceCommand.commandLine(new OperatorCommand(), environment)
        .setOut(new PrintWriter(output))
        .setErr(new PrintWriter(errors));
  }
}
