package io.finsolutions.pipeline.coinbase;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.finsolutions.pipeline.coinbase",
    importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule knowsTheMarketAndItsLibrariesOnly =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.finsolutions.pipeline.coinbase..",
              "io.finsolutions.pipeline.market..",
              "okhttp3..",
              "okio..",
              "kotlin..",
              "com.fasterxml.jackson..",
              "com.nimbusds..",
              "org.slf4j..",
              "java..",
              "javax.net.ssl..");
}
