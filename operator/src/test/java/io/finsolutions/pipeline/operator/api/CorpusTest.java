package io.finsolutions.pipeline.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CorpusTest {
  @Test
  void everyRuleOfTheDefinitionIsBrokenByAFile() {
    List<String> said =
        CorpusFile.invalid().stream().flatMap(file -> file.says().stream()).toList();
    Set<SchemaRule> rules =
        SchemaRule.of(ResourceDefinition.schemaOf(ResourceDefinition.generate()));
    assertThat(rules)
        .filteredOn(rule -> said.stream().noneMatch(line -> line.contains(rule.says())))
        .as("rules that no file of src/test/resources/invalid breaks")
        .isEmpty();
  }

  @Test
  void everyInvalidFileSaysWhatIsAnswered() {
    assertThat(CorpusFile.invalid()).allSatisfy(file -> assertThat(file.says()).isNotEmpty());
  }
}
