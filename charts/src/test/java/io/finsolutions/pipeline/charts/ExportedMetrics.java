package io.finsolutions.pipeline.charts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names that the processes show Prometheus, a file for each process. */
final class ExportedMetrics {
  private static final Path FOLDER = Path.of("src/test/resources/exported-metrics");

  private ExportedMetrics() {}

  static Set<String> of(String process) {
    return Manifest.read(FOLDER.resolve(process + ".txt"))
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static Set<String> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString().replace(".txt", ""))
          .flatMap(process -> of(process).stream())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
