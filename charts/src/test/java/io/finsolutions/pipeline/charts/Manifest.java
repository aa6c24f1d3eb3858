package io.finsolutions.pipeline.charts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;

/** One document of YAML that describes a resource. */
record Manifest(JsonNode tree) {
  private static final YAMLMapper YAML = strictMapper();

  /** The documents of a text, without empty ones; a key that stands twice is an error. */
  static List<Manifest> all(String text) {
    try (YAMLParser parser = YAML.getFactory().createParser(text)) {
      return YAML.readerFor(JsonNode.class).<JsonNode>readValues(parser).readAll().stream()
          .filter(tree -> !tree.isNull() && !tree.isMissingNode())
          .map(Manifest::new)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Manifest> all(Path file) {
    return all(read(file));
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String kind() {
    return tree.path("kind").asText();
  }

  String apiVersion() {
    return tree.path("apiVersion").asText();
  }

  String name() {
    return tree.path("metadata").path("name").asText();
  }

  /** The spec of the pod that it is or makes, if it does. */
  Optional<JsonNode> podSpec() {
    JsonNode spec =
        kind().equals("Pod") ? tree.path("spec") : tree.path("spec").path("template").path("spec");
    return spec.path("containers").isArray() ? Optional.of(spec) : Optional.empty();
  }

  @Override
  public String toString() {
    return kind() + "/" + name();
  }

  private static YAMLMapper strictMapper() {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    return new YAMLMapper(YAMLFactory.builder().loaderOptions(options).build());
  }
}
