package io.finsolutions.pipeline.archive.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.service.ExitCode;
import io.finsolutions.pipeline.service.ServiceCommand;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ArchiveSettingsTest {
  private static final Map<String, String> STORE =
      Map.of(
          "client.region", "eu-central-1",
          "s3.endpoint", "https://store.example.com:9000/?a=b,c",
          "s3.path-style-access", "true");

  @Command(name = "settings")
  private static final class Settings implements Callable<Integer> {
    @Mixin private ArchiveSettings archive;

    @Override
    public Integer call() {
      return ExitCode.OK;
    }
  }

  @Test
  void aVariableHasAPropertyInEachLine() {
    String lines =
        """
        client.region=eu-central-1
        s3.endpoint=https://store.example.com:9000/?a=b,c
        s3.path-style-access=true
        """;

    assertThat(properties(Map.of("PIPELINE_ARCHIVE_PROPERTY", lines))).isEqualTo(STORE);
    assertThat(properties(Map.of("PIPELINE_ARCHIVE_PROPERTY", lines.strip()))).isEqualTo(STORE);
  }

  @Test
  void aFlagHasAPropertyAndCanBeGivenAgain() {
    assertThat(
            properties(
                Map.of(),
                "--archive-property=client.region=eu-central-1",
                "--archive-property=s3.endpoint=https://store.example.com:9000/?a=b,c",
                "--archive-property",
                "s3.path-style-access=true"))
        .isEqualTo(STORE);
  }

  private static Map<String, String> properties(
      Map<String, String> environment, String... arguments) {
    Settings settings = new Settings();
    assertThat(ServiceCommand.execute(settings, environment, arguments)).isEqualTo(ExitCode.OK);
    return settings.archive.properties();
  }
}
