package io.finsolutions.pipeline.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class KafkaAccessTest {
  @Command(name = "service")
  private static final class Service implements Callable<Integer> {
    @Mixin KafkaAccess kafka;

    @Override
    public Integer call() {
      return ExitCode.OK;
    }
  }

  @TempDir Path folder;

  private final Service service = new Service();

  @Test
  void withoutAFileThereAreOnlyTheBrokers() {
    assertThat(run().exitCode()).isEqualTo(ExitCode.OK);
    assertThat(service.kafka.settings()).isEqualTo(Map.of("bootstrap.servers", "a:1,b:2"));
    assertThat(service.kafka).hasToString("a:1,b:2");
  }

  @Test
  void aFileAddsSecuritySettings() throws IOException {
    run(
        "--kafka-config",
        file("security.protocol=SASL_SSL\nsasl.jaas.config=module\\\n required;"));

    assertThat(service.kafka.settings())
        .isEqualTo(
            Map.of(
                "bootstrap.servers",
                "a:1,b:2",
                "security.protocol",
                "SASL_SSL",
                "sasl.jaas.config",
                "modulerequired;"));
    assertThat(KafkaAccess.of(service.kafka.settings()).settings())
        .isEqualTo(service.kafka.settings());
    assertThat(service.kafka).hasToString("a:1,b:2");
  }

  @Test
  void otherSettingsAreRefusedByName() throws IOException {
    CommandRun run = run("--kafka-config", file("acks=0\nssl.protocol=TLSv1.3\nlinger.ms=9"));

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains("--kafka-config")
        .contains("sets acks, linger.ms, but only security.*, sasl.* and ssl.* can be set");
  }

  @Test
  void aFileThatCannotBeReadIsNamed() throws IOException {
    assertThat(run("--kafka-config", "nowhere/client.properties").err())
        .contains("--kafka-config")
        .contains("'nowhere/client.properties' cannot be read");
    assertThat(run("--kafka-config", file("ssl.protocol=\\u00zz")).err())
        .contains("is not a file of Java properties");
  }

  private CommandRun run(String... more) {
    String[] arguments = new String[more.length + 1];
    arguments[0] = "--kafka-bootstrap-servers=a:1,b:2";
    System.arraycopy(more, 0, arguments, 1, more.length);
    return CommandRun.of(service, Map.of(), arguments);
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("client.properties"), text).toString();
  }
}
