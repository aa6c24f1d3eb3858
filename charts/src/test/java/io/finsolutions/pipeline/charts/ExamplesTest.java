package io.finsolutions.pipeline.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {
  private static final Path FOLDER = Path.of("../examples");
  private static final Path AWS_VALUES = FOLDER.resolve("aws/values.yaml");

  private record Example(Path file, Manifest manifest) {
    boolean isPair() {
      return manifest.kind().equals("CryptoPipeline");
    }

    @Override
    public String toString() {
      return FOLDER.relativize(file) + ": " + manifest;
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aPairFitsTheSchemaOfItsDefinition(Example pair) {

    assertThat(ResourceSchema.read().problems(pair.manifest())).isEmpty();
  }

  @Test
  void aPairWithAnUnknownFieldWouldNotFit() {
    Manifest pair =
        Manifest.all("{spec: {tradingPair: BTC-USD, kafka: {clusterRef: {nme: kafka}}}}").get(0);

    assertThat(ResourceSchema.read().problems(pair))
        .anyMatch(problem -> problem.contains("nme"))
        .anyMatch(problem -> problem.contains("'name'"));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void theSecretsOfAPairAreBesideIt(Example pair) {
    Set<String> named =
        Stream.of(
                "/spec/database/external/secretName",
                "/spec/kafka/credentialsSecret",
                "/spec/batch/archive/credentialsSecret")
            .map(place -> pair.manifest().tree().at(place).asText())
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet());
    List<String> beside =
        Manifest.all(pair.file()).stream()
            .filter(manifest -> manifest.kind().equals("Secret"))
            .map(Manifest::name)
            .toList();

    assertThat(beside).containsExactlyInAnyOrderElementsOf(named);
  }

  @Test
  void passwordsAreToBeReplaced() {
    assertThat(examples())
        .filteredOn(example -> example.manifest().kind().equals("Secret"))
        .isNotEmpty()
        .allSatisfy(
            example ->
                assertThat(
                        Stream.of("password", "AWS_SECRET_ACCESS_KEY")
                            .map(example.manifest().tree().at("/stringData")::path)
                            .filter(secret -> !secret.isMissingNode())
                            .map(JsonNode::asText))
                    .containsExactly("REPLACE_ME"));
  }

  @Test
  void kubernetesOwnResourcesHaveNoUnknownField() {
    assertThat(examples())
        .extracting(Example::manifest)
        .filteredOn(KubernetesForm::knows)
        .isNotEmpty()
        .flatMap(manifest -> KubernetesForm.problem(manifest).stream().toList())
        .isEmpty();
  }

  @Test
  void theChartTakesTheValuesForAws() {
    assertThat(Chart.manifests(AWS_VALUES))
        .extracting(Manifest::kind)
        .contains("PodDisruptionBudget", "NetworkPolicy");
  }

  @Test
  void everyExampleIsInTheListOfThem() throws IOException {
    String list = Files.readString(FOLDER.resolve("README.md"));
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.endsWith(".yaml"))
          .allSatisfy(name -> assertThat(list).contains("(" + name + ")"));
    }
  }

  static List<Example> pairs() {
    return examples().stream().filter(Example::isPair).toList();
  }

  private static List<Example> examples() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml") && !file.equals(AWS_VALUES))
          .sorted()
          .flatMap(file -> Manifest.all(file).stream().map(manifest -> new Example(file, manifest)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
