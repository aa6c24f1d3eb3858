package io.finsolutions.pipeline.streaming;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = {"io.finsolutions.pipeline.streaming", "io.finsolutions.pipeline.market"},
    importOptions = ImportOption.DoNotIncludeTests.class)
class StreamingArchitectureTest {
  @ArchTest
  static final ArchRule theEngineKnowsNeitherSparkNorKafkaNorPostgres =
      classes()
          .that()
          .resideInAPackage("io.finsolutions.pipeline.streaming.engine..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.finsolutions.pipeline.streaming.engine..",
              "io.finsolutions.pipeline.market..",
              "io.micrometer.core..",
              "org.slf4j..",
              "java.io..",
              "java.lang..",
              "java.math..",
              "java.time..",
              "java.util..");

  @ArchTest
  static final ArchRule noSparkAndNoKafkaCrossesIntoTheLanguageOfTheDomain =
      noClasses()
          .that()
          .resideInAPackage("io.finsolutions.pipeline.market..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache..", "scala..", "java.sql..");

  @ArchTest
  static final ArchRule whatSpeaksToKafkaAndPostgresKnowsNothingOfSpark =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.finsolutions.pipeline.streaming.kafka..",
              "io.finsolutions.pipeline.streaming.postgres..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "scala..");
}
