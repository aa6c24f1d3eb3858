package io.finsolutions.pipeline.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finsolutions.pipeline.service.FailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerJarsTest {
  @TempDir Path folder;

  @AfterEach
  void forgetTheProperty() {
    System.clearProperty(BrokerJars.FOLDER_PROPERTY);
  }

  @Test
  void thePropertyNamesTheFolder() throws Exception {
    Files.createFile(folder.resolve("kafka_2.13-4.1.0.jar"));
    System.setProperty(BrokerJars.FOLDER_PROPERTY, folder.toString());

    assertThat(BrokerJars.folder()).isEqualTo(folder);
  }

  @Test
  void aNamedFolderWithoutABrokerIsAnError() {
    System.setProperty(BrokerJars.FOLDER_PROPERTY, folder.toString());

    assertThatThrownBy(BrokerJars::folder)
        .isInstanceOf(FailedException.class)
        .hasMessageContaining(folder.toString());
  }

  @Test
  void theCheckoutIsFoundFromAnyFolderInside() {
    assertThat(BrokerJars.folder()).endsWith(Path.of("local", "broker", "target", "lib"));
  }
}
