package io.finsolutions.pipeline.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.operator.api.ComponentStatus;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What people and their scripts wait for by name. */
class NamesTest {
  @Test
  void conditionsAreCalledAsTheyAlwaysWere() {
    assertThat(Arrays.stream(ConditionType.values()).map(ConditionType::id))
        .containsExactly(
            "Ready",
            "TopicsReady",
            "DatabaseReady",
            "MigrationReady",
            "ProducerReady",
            "StreamReady",
            "BatchReady",
            "Fresh",
            "Degraded",
            "Paused");
  }

  @Test
  void reasonsHaveTheFormThatTheApiServerAsksFor() {
    assertThat(Arrays.stream(Reason.values()).map(Reason::id))
        .allMatch(id -> id.matches("[A-Z][A-Za-z]*"))
        .doesNotHaveDuplicates()
        .contains("SecretMissing", "NoRowsYet", "DeletionGaveUp");
  }

  @Test
  void aReportNamesItsComponentInTheStatus() {
    Report report =
        new Report(
            "deployment/btc-usd-producer",
            Finding.unknown(ConditionType.PRODUCER_READY, Reason.UNKNOWN, "who knows"));

    assertThat(report.component())
        .isEqualTo(
            new ComponentStatus("producer", false, "deployment/btc-usd-producer", "who knows"));
  }

  @Test
  void whatIsMissingSaysSoItself() {
    Finding finding =
        Finding.fails(
            ConditionType.DATABASE_READY,
            new UnmetException(Reason.SECRET_MISSING, "there is no Secret"));

    assertThat(finding)
        .isEqualTo(
            Finding.fails(
                ConditionType.DATABASE_READY, Reason.SECRET_MISSING, "there is no Secret"));
    assertThat(finding.isTrue()).isFalse();
  }

  @Test
  void notToKnowIsNotToHold() {
    assertThat(Finding.unknown(ConditionType.FRESH, Reason.UNKNOWN, "").isTrue()).isFalse();
    assertThat(Finding.holds(ConditionType.FRESH, Reason.FRESH, "").isTrue()).isTrue();
  }
}
