package io.finsolutions.pipeline.batch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.finsolutions.pipeline.batch",
    importOptions = ImportOption.DoNotIncludeTests.class)
class BatchArchitectureTest {
  @ArchTest
  static final ArchRule whatIsDecidedKnowsNeitherSparkNorKafkaNorPostgres =
      classes()
          .that()
          .resideInAPackage("..batch.engine..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java.lang..",
              "java.io..",
              "java.math..",
              // Bytes in memory, and not files or channels.
              "java.nio",
              "java.nio.charset",
              "java.security..",
              "java.time..",
              "java.util..",
              "org.slf4j..",
              "io.finsolutions.pipeline.archive",
              "io.finsolutions.pipeline.market..",
              "io.finsolutions.pipeline.coinbase..",
              "io.finsolutions.pipeline.service..",
              "io.finsolutions.pipeline.signals..",
              "io.finsolutions.pipeline.batch.engine..");

  @ArchTest
  static final ArchRule whatIsDecidedHasNoThreadsOfItsOwn =
      noClasses()
          .that()
          .resideInAPackage("..batch.engine..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.lang.Thread")
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("java.util.concurrent..");

  @ArchTest
  static final ArchRule onlyTheEdgesKnowSpark =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.finsolutions.pipeline.batch")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.spark..");
}
