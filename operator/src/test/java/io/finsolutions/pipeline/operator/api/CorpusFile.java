package io.finsolutions.pipeline.operator.api;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A resource as a person could write it, and what the API server is to answer. A file of two
 * documents is a change from the first to the second.
 *
 * @param says what the API server says against it, each a part of one of its sentences
 */
record CorpusFile(String name, List<String> says, List<String> documents) {
  private static final Path FOLDER = Path.of("src/test/resources");
  private static final String SAYS = "# says: ";

  /** What is to be accepted. */
  static List<CorpusFile> valid() {
    return in("valid");
  }

  /** What is to be refused. */
  static List<CorpusFile> invalid() {
    return in("invalid");
  }

  /** What is there before; null if nothing. */
  GenericKubernetesResource before() {
    return documents.size() == 1 ? null : resource(documents.get(0));
  }

  /** What is to be accepted or refused. */
  GenericKubernetesResource applied() {
    return resource(documents.get(documents.size() - 1));
  }

  private static GenericKubernetesResource resource(String document) {
    return Serialization.unmarshal(document, GenericKubernetesResource.class);
  }

  private static List<CorpusFile> in(String folder) {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      return files.sorted().map(CorpusFile::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CorpusFile read(Path file) {
    try {
      String text = Files.readString(file);
      return new CorpusFile(
          file.getFileName().toString(),
          text.lines()
              .filter(line -> line.startsWith(SAYS))
              .map(line -> line.substring(SAYS.length()))
              .toList(),
          Arrays.asList(text.split("(?m)^---$")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
