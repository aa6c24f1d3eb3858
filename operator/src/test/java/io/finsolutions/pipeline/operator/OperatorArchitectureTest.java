package io.finsolutions.pipeline.operator;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.finsolutions.pipeline.operator.apply.Operand;
import io.finsolutions.pipeline.operator.database.DatabaseSecret;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.UUID;

@AnalyzeClasses(
    packages = "io.finsolutions.pipeline.operator",
    importOptions = DoNotIncludeTests.class)
class OperatorArchitectureTest {
  private static final String HERE = "io.finsolutions.pipeline.operator.";
  private static final String[] WHAT_IS_WANTED = {
    HERE + "kafka..",
    HERE + "database..",
    HERE + "producer..",
    HERE + "streaming..",
    HERE + "batch..",
    HERE + "archive..",
    HERE + "network..",
    HERE + "monitoring..",
    HERE + "console..",
    HERE + "migration..",
    HERE + "pods..",
    HERE + "pair.."
  };

  @ArchTest
  static final ArchRule whatIsWantedIsMadeWithoutALookAtTheClusterOrTheClock =
      noClasses()
          .that()
          .resideInAnyPackage(WHAT_IS_WANTED)
          .should()
          .dependOnClassesThat(
              assignableTo(KubernetesClient.class).or(assignableTo(InstantSource.class)))
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime");

  @ArchTest
  static final ArchRule onlyThePasswordOfADatabaseIsDrawn =
      noClasses()
          .that()
          .resideInAnyPackage(WHAT_IS_WANTED)
          .and()
          .areNotAssignableTo(DatabaseSecret.class)
          .should()
          .dependOnClassesThat(assignableTo(Random.class).or(assignableTo(SecureRandom.class)))
          .orShould()
          .callMethod(UUID.class, "randomUUID");

  @ArchTest
  static final ArchRule anOperandRemembersNothing =
      fields()
          .that()
          .areDeclaredInClassesThat()
          .implement(Operand.class)
          .should()
          .beStatic()
          .andShould()
          .beFinal();

  @ArchTest
  static final ArchRule theResourceAsPeopleWriteItKnowsNothingOfTheOperator =
      noClasses()
          .that()
          .resideInAPackage(HERE + "api..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.finsolutions.pipeline..")
                  .and(not(resideInAPackage(HERE + "api.."))));

  @ArchTest
  static final ArchRule theResourcesOfOtherOperatorsKnowNothingOfThisOne =
      noClasses()
          .that()
          .resideInAPackage(HERE + "foreign..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.finsolutions.pipeline..")
                  .and(not(resideInAPackage(HERE + "foreign.."))));
}
