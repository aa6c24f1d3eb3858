package io.finsolutions.pipeline.operator.desired;

import io.finsolutions.pipeline.operator.SamplePair;
import io.finsolutions.pipeline.operator.pair.Pair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder with a CryptoPipeline, and with all that is to be made of it. */
record GoldenCase(Path folder) {
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  static List<GoldenCase> all() {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      return folders.sorted().map(GoldenCase::new).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a person has written. */
  Pair pair() {
    try {
      return new Pair(
          SamplePair.read(Files.readString(folder.resolve("in.yaml"))), SamplePair.SETTINGS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is to be made of it. */
  Path out() {
    return folder.resolve("out.yaml");
  }

  @Override
  public String toString() {
    return folder.getFileName().toString();
  }
}
