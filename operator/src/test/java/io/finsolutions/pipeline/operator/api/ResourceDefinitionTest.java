package io.finsolutions.pipeline.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceDefinitionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "crds/cryptopipelines.finsolutions.io-v1.yml",
        "charts/cryptopipeline/crds/cryptopipelines.finsolutions.io-v1.yml"
      })
  void theCommittedDefinitionIsThatOfTheClasses(String path) {
    new GeneratedFile(path).isUpToDate(DefinitionText.of(ResourceDefinition.generate()));
  }

  @Test
  void theReferencePageIsThatOfTheDefinition() {
    new GeneratedFile("docs/reference/cryptopipeline.md")
        .isUpToDate(ReferencePage.of(ResourceDefinition.generate()));
  }

  @Test
  void theDefinitionIsTheSameEachTime() {
    assertThat(DefinitionText.of(ResourceDefinition.generate()))
        .isEqualTo(DefinitionText.of(ResourceDefinition.generate()));
  }
}
