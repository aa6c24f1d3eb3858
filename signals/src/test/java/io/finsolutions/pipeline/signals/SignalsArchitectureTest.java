package io.finsolutions.pipeline.signals;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.finsolutions.pipeline.signals",
    importOptions = ImportOption.DoNotIncludeTests.class)
class SignalsArchitectureTest {
  @ArchTest
  static final ArchRule judgingNeedsNothingButBarsAndIndicators =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "io.finsolutions.pipeline.market..",
              "io.finsolutions.pipeline.signals..",
              "org.ta4j.core..");

  @ArchTest
  static final ArchRule nothingIsJudgedByClocks =
      noClasses().should().dependOnClassesThat().areAssignableTo(java.time.InstantSource.class);

  @ArchTest
  static final ArchRule allIndicatorsAreInDecimals =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.ta4j.core.num.DoubleNum")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Double.class);
}
