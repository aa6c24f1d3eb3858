package io.finsolutions.pipeline.charts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folders with values and what the chart is to make of them. */
final class GoldenCases {
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  private GoldenCases() {}

  /** Each folder holds values.yaml and expected.yaml. */
  static List<Path> folders() {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path folder(String name) {
    return FOLDER.resolve(name);
  }

  static Path values(Path folder) {
    return folder.resolve("values.yaml");
  }

  static List<Manifest> manifests(String name) {
    return Chart.manifests(values(folder(name)));
  }
}
