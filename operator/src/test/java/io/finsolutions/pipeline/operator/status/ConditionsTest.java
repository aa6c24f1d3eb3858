package io.finsolutions.pipeline.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.finsolutions.pipeline.operator.SampleClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {
  private static final Finding READY =
      Finding.holds(ConditionType.READY, Reason.READY, "every part works");
  private static final Finding STARTING =
      Finding.fails(ConditionType.READY, Reason.STARTING, "starts");

  private final SampleClock clock = new SampleClock("2026-01-01T00:00:00.987Z");

  @Test
  void aFindingIsWrittenDownAsItIs() {
    Condition condition = after(List.of(), READY).get(0);

    assertThat(condition.getType()).isEqualTo("Ready");
    assertThat(condition.getStatus()).isEqualTo("True");
    assertThat(condition.getReason()).isEqualTo("Ready");
    assertThat(condition.getMessage()).isEqualTo("every part works");
    assertThat(condition.getObservedGeneration()).isEqualTo(7);
    assertThat(condition.getLastTransitionTime()).isEqualTo("2026-01-01T00:00:00Z");
  }

  @Test
  void theTimeStaysUntilTheStatusFlips() {
    List<Condition> first = after(List.of(), STARTING);
    clock.advance(Duration.ofMinutes(1));
    List<Condition> otherReason =
        after(first, Finding.fails(ConditionType.READY, Reason.POD_FAILED, "exit 1"));
    clock.advance(Duration.ofMinutes(1));
    List<Condition> flipped = after(otherReason, READY);

    assertThat(otherReason.get(0).getReason()).isEqualTo("PodFailed");
    assertThat(otherReason.get(0).getLastTransitionTime()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(flipped.get(0).getLastTransitionTime()).isEqualTo("2026-01-01T00:02:00Z");
  }

  @Test
  void notToKnowIsAFlipToo() {
    List<Condition> first = after(List.of(), READY);
    clock.advance(Duration.ofMinutes(1));

    Condition unknown =
        after(first, Finding.unknown(ConditionType.READY, Reason.PAUSED, "paused")).get(0);

    assertThat(unknown.getStatus()).isEqualTo("Unknown");
    assertThat(unknown.getLastTransitionTime()).isEqualTo("2026-01-01T00:01:00Z");
  }

  @Test
  void theTimeIsThatOfTheSameType() {
    List<Condition> first = after(List.of(), READY);
    clock.advance(Duration.ofMinutes(1));

    List<Condition> now =
        after(first, READY, Finding.holds(ConditionType.FRESH, Reason.FRESH, "up to date"));

    assertThat(now)
        .extracting(Condition::getLastTransitionTime)
        .containsExactly("2026-01-01T00:00:00Z", "2026-01-01T00:01:00Z");
  }

  @Test
  void theOrderIsAlwaysTheSame() {
    assertThat(
            after(
                List.of(),
                Finding.fails(ConditionType.PAUSED, Reason.NOT_PAUSED, ""),
                Finding.holds(ConditionType.FRESH, Reason.FRESH, ""),
                Finding.holds(ConditionType.TOPICS_READY, Reason.READY, ""),
                READY))
        .extracting(Condition::getType)
        .containsExactly("Ready", "TopicsReady", "Fresh", "Paused");
  }

  @Test
  void aMessageThatIsTooLongIsShortened() {
    String longest = "x".repeat(1_000);

    assertThat(message(longest)).isEqualTo(longest);
    assertThat(message(longest + "y")).hasSize(1_000).endsWith("x…");
  }

  @Test
  void aConditionIsFoundByItsType() {
    List<Condition> conditions = after(List.of(), READY);

    assertThat(Conditions.find(conditions, ConditionType.READY)).contains(conditions.get(0));
    assertThat(Conditions.find(conditions, ConditionType.FRESH)).isEmpty();
  }

  private String message(String text) {
    return after(List.of(), Finding.holds(ConditionType.READY, Reason.READY, text))
        .get(0)
        .getMessage();
  }

  private List<Condition> after(List<Condition> before, Finding... findings) {
    return Conditions.after(before, List.of(findings), 7L, clock);
  }
}
