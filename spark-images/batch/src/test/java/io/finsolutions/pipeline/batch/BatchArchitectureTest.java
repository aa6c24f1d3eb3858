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
  static final ArchRule whatToDoIsDecidedByFunctionsOnRecords =
      classes()
          .that()
          .haveSimpleName("Coverage")
          .or()
          .haveSimpleName("Comparison")
          .or()
          .haveSimpleName("Difference")
          .or()
          .haveSimpleName("DirtyHours")
          .or()
          .haveSimpleName("MissingIds")
          .or()
          .haveSimpleName("KnownTrades")
          .or()
          .haveSimpleName("SeenTrades")
          .or()
          .haveSimpleName("Survey")
          .or()
          .haveSimpleName("DoubtfulTimes")
          .or()
          .haveSimpleName("FoldedTrades")
          .or()
          .haveSimpleName("Hole")
          .or()
          .haveSimpleName("TimeRange")
          .or()
          .haveSimpleName("Checksum")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java.lang..",
              "java.io..",
              "java.math..",
              "java.security..",
              "java.time..",
              "java.util..",
              "io.finsolutions.pipeline.market..",
              "io.finsolutions.pipeline.coinbase..",
              "io.finsolutions.pipeline.batch..");

  @ArchTest
  static final ArchRule onlyTheSessionAndTheReaderKnowSpark =
      noClasses()
          .that()
          .haveNameNotMatching(
              ".*\\.(Batch(Session|Layer)|RunCommand|RecomputeCommand|BatchFailure|TradeLog|RecordDecoder"
                  + "|Surveyor|PartitionFold)(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.spark..");
}
