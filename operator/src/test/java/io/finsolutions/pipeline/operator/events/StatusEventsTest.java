package io.finsolutions.pipeline.operator.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.finsolutions.pipeline.operator.SampleClock;
import io.finsolutions.pipeline.operator.SamplePair;
import io.finsolutions.pipeline.operator.api.CryptoPipelineStatus;
import io.finsolutions.pipeline.operator.api.HealingStatus;
import io.finsolutions.pipeline.operator.api.Phase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusEventsTest {
  private static final CryptoPipelineStatus RUNNING =
      status(Phase.RUNNING, condition("Ready", "True", "Ready", "every part works"));

  private final List<Event> written = new ArrayList<>();
  private final StatusEvents events =
      new StatusEvents(new EventRecorder(written::add, new SampleClock("2026-01-01T00:00:00Z")));

  @Test
  void aPairThatBeginsToRunIsNews() {
    tell(status(Phase.STARTING), RUNNING);

    assertThat(said()).containsExactly("Normal Ready every part works");
  }

  @Test
  void aPairThatGoesOnRunningIsNoNews() {
    tell(RUNNING, RUNNING);

    assertThat(said()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"SUSPENDED", "PAUSED"})
  void whatAPersonHasDoneIsConfirmed(Phase phase) {
    tell(RUNNING, status(phase));

    assertThat(written)
        .singleElement()
        .satisfies(one -> assertThat(one.getType()).isEqualTo("Normal"));
  }

  @Test
  void aFailureIsAWarningWithItsReason() {
    tell(RUNNING, failing("PodFailed", "deployment/producer: exit 1"));

    assertThat(said()).containsExactly("Warning PodFailed deployment/producer: exit 1");
  }

  @Test
  void theSameFailureIsSaidOnceThoughItsMessageChanges() {
    tell(failing("PodFailed", "exit 1"), failing("PodFailed", "exit 2"));

    assertThat(said()).isEmpty();
  }

  @Test
  void anotherFailureIsSaid() {
    tell(failing("PodFailed", "exit 1"), failing("SecretMissing", "there is no Secret"));

    assertThat(said()).containsExactly("Warning SecretMissing there is no Secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Starting", "Waiting", "Suspended", "Paused", "OfALaterVersion"})
  void whatIsNoFailureIsNotSaid(String reason) {
    tell(null, failing(reason, "some words"));

    assertThat(said()).isEmpty();
  }

  @Test
  void rowsThatAreNotFreshAreAWarning() {
    tell(
        RUNNING,
        status(
            Phase.RUNNING,
            condition("Fresh", "False", "FinalRowsStale", "the newest final row is old")));

    assertThat(said()).containsExactly("Warning FinalRowsStale the newest final row is old");
  }

  @Test
  void notToKnowIsNoNews() {
    tell(
        RUNNING,
        status(Phase.RUNNING, condition("Fresh", "Unknown", "Unknown", "nobody has looked")));

    assertThat(said()).isEmpty();
  }

  @Test
  void eachHealingIsAWarningThatCounts() {
    tell(healed(1), healed(2));

    assertThat(said())
        .containsExactly("Warning StreamHealed the speed layer hung, and is made anew: attempt 2");
  }

  @Test
  void healthThatMakesUpForHealingsIsNoNews() {
    tell(healed(2), healed(0));

    assertThat(said()).isEmpty();
  }

  private void tell(CryptoPipelineStatus before, CryptoPipelineStatus now) {
    events.tell(SamplePair.smallest(), before, now);
  }

  private List<String> said() {
    return written.stream()
        .map(event -> event.getType() + " " + event.getReason() + " " + event.getMessage())
        .toList();
  }

  private static CryptoPipelineStatus failing(String reason, String message) {
    return status(Phase.PENDING, condition("Ready", "False", reason, message));
  }

  private static CryptoPipelineStatus healed(int attempts) {
    HealingStatus healing = new HealingStatus(attempts, null, "RUNNING", null);
    return new CryptoPipelineStatus(1L, Phase.RUNNING, null, null, null, null, healing);
  }

  private static CryptoPipelineStatus status(Phase phase, Condition... conditions) {
    return new CryptoPipelineStatus(1L, phase, List.of(conditions), null, null, null, null);
  }

  private static Condition condition(String type, String status, String reason, String message) {
    return new ConditionBuilder()
        .withType(type)
        .withStatus(status)
        .withReason(reason)
        .withMessage(message)
        .build();
  }
}
