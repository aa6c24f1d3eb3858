package io.finsolutions.pipeline.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import com.github.dockerjava.api.model.ContainerConfig;
import io.finsolutions.pipeline.images.RestrictedContainer.End;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds of each image, whatever runs in it. */
class EveryImageIT {
  @BeforeAll
  static void requireEngine() {
    ContainerEngine.requireOrSkip();
  }

  @ParameterizedTest
  @EnumSource
  void holdsTheJarThatThisCheckoutHasBuilt(Image image) throws IOException {
    try (RestrictedContainer container = command(image, "--help")) {
      container.run();
      byte[] packed =
          container.copyFileFromContainer(
              "/opt/pipeline/" + image.applicationName() + ".jar", InputStream::readAllBytes);

      assertThat(packed)
          .as("the jar of %s, which './pipeline images' brings up to date", image.reference())
          .isEqualTo(Files.readAllBytes(jarOf(image)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void runsAsAUserWithANumberAndSaysWhatItIs(Image image) {
    ContainerConfig config = image.inspect().getConfig();

    assertThat(config.getUser()).isEqualTo(image.user() + ":" + image.user());
    assertThat(config.getLabels())
        .containsEntry("org.opencontainers.image.licenses", "Apache-2.0")
        .containsKeys(
            "org.opencontainers.image.title",
            "org.opencontainers.image.description",
            "org.opencontainers.image.version",
            "org.opencontainers.image.revision",
            "org.opencontainers.image.base.name");
  }

  @ParameterizedTest
  @EnumSource
  void tellsItsFlags(Image image) {
    try (RestrictedContainer container = command(image, "--help")) {
      End end = container.run();

      assertThat(end.exitCode()).isZero();
      assertThat(end.output()).startsWith("Usage: " + image.applicationName());
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesASettingThatItDoesNotKnowInOneLine(Image image) {
    try (RestrictedContainer container =
        command(image).withEnv("PIPELINE_TRADNG_PAIR", "BTC-USD")) {
      End end = container.run();

      assertThat(end.exitCode()).isEqualTo(2);
      assertThat(end.errors().lines())
          .filteredOn(line -> line.contains("PIPELINE_TRADNG_PAIR"))
          .singleElement()
          .asString()
          .startsWith(image.applicationName())
          .contains("PIPELINE_TRADNG_PAIR is set, but there is no such setting");
      assertThat(end.errors()).doesNotContain("\tat ");
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "STREAMING") // Spark's entry point is a script.
  void needsNoShell(Image image) {
    try (RestrictedContainer container = command(image, "--help").withoutShells()) {
      assertThat(container.run().exitCode()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void cannotWriteItsRoot(Image image) {
    try (RestrictedContainer container =
        new RestrictedContainer(image)
            .withProgram("touch")
            .withCommand("/opt/pipeline/lib/added.jar")) {
      End end = container.run();

      assertThat(end.exitCode()).isNotZero();
      assertThat(end.errors()).contains("Read-only file system");
    }
  }

  private static RestrictedContainer command(Image image, String... flags) {
    List<String> command = new ArrayList<>();
    if (image == Image.STREAMING) {
      command.addAll(SparkDriver.command("local[1]"));
    }
    command.addAll(image.subcommand());
    command.addAll(List.of(flags));
    return new RestrictedContainer(image).withCommand(command.toArray(String[]::new));
  }

  private static Path jarOf(Image image) {
    try (var jars = Files.newDirectoryStream(image.target(), image.applicationName() + "-*.jar")) {
      return jars.iterator().next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
