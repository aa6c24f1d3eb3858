package io.finsolutions.pipeline.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MutationTest {
  private static final Path PROJECT = Path.of("..");

  static List<Path> mutations() throws IOException {
    try (Stream<Path> files = Files.list(PROJECT.resolve("simulation/mutations"))) {
      return files.sorted().toList();
    }
  }

  /** The sources move on, and a break that fits no more shows nothing any more. */
  @ParameterizedTest
  @MethodSource("mutations")
  void everyBreakFitsTheSourceThatItBreaks(Path file) throws IOException {
    Mutation mutation = Mutation.read(file);
    String sound = Files.readString(PROJECT.resolve(mutation.source()));

    assertThat(mutation.apply(sound)).isNotEqualTo(sound);
  }

  @Test
  void thereAreMany() throws IOException {
    assertThat(mutations()).hasSizeGreaterThan(30);
  }
}
