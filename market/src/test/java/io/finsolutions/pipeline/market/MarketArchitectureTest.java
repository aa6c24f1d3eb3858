package io.finsolutions.pipeline.market;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.finsolutions.pipeline.market",
    importOptions = ImportOption.DoNotIncludeTests.class)
class MarketArchitectureTest {
  @ArchTest
  static final ArchRule theLanguageOfTheDomainKnowsNothingButTheJdkAndTheJsonParser =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "io.finsolutions.pipeline.market", "com.fasterxml.jackson.core..");
}
