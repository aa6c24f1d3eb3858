package io.finsolutions.pipeline.operator.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.KafkaAccess;
import io.finsolutions.pipeline.service.ServiceCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Reads a file of security settings as the processes do that get it. */
final class AcceptedSettings {
  private AcceptedSettings() {}

  /** The settings by their names; fails if a process would not take the file. */
  static Map<String, String> of(String text) {
    try {
      Path file = Files.createTempFile("kafka", ".properties");
      try {
        Files.writeString(file, text);
        return of(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> of(Path file) {
    Process process = new Process();
    StringWriter errors = new StringWriter();
    Map<String, String> environment =
        Map.of(
            "PIPELINE_KAFKA_BOOTSTRAP_SERVERS",
            "kafka:9092",
            "PIPELINE_KAFKA_CONFIG",
            file.toString());
    int code =
        ServiceCommand.commandLine(process, environment).setErr(new PrintWriter(errors)).execute();
    assertThat(code).as(errors.toString()).isEqualTo(ExitCode.OK);
    Map<String, String> settings = new HashMap<>(process.kafka.settings());
    settings.remove("bootstrap.servers");
    return settings;
  }

  @Command(name = "process")
  private static final class Process implements Callable<Integer> {
    @Mixin private KafkaAccess kafka;

    @Override
    public Integer call() {
      return ExitCode.OK;
    }
  }
}
