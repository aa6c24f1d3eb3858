package io.finsolutions.pipeline.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.finsolutions.pipeline.harness.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A change rolls what it is about, and nothing else; and no row is lost. */
@OnRealNodes
@Order(3)
class ChangesIT {
  private static final Duration ROLLED = Duration.ofMinutes(3);

  @Test
  void aChangeRollsWhatItIsAboutAndNothingElse() {
    PairUnderTest pair = PairUnderTest.running();
    String tag = Stack.shared().settings().tag();

    rolls(pair, "the schedule", "spec: {batch: {schedule: '*/2 * * * *'}}", Set.of());
    rolls(pair, "the retention", "spec: {kafka: {topics: {retention: 8d}}}", Set.of());
    rolls(
        pair,
        "the speed layer's memory",
        "spec: {streaming: {resources: {limits: {memory: 832Mi}}}}",
        Set.of("streaming"));
    rolls(
        pair,
        "the producer's image",
        "spec: {producer: {image: '%s'}}".formatted(next("producer")),
        Set.of("producer"));
    rolls(
        pair,
        "the speed layer's image",
        "spec: {streaming: {image: '%s'}}".formatted(next("streaming")),
        Set.of("streaming"));
    pair.awaitRight();

    Map<String, Set<String>> before = pair.lasting();
    Timeline.tell("helm upgrade: the operator");
    Stack.shared().release("next");
    pair.awaitReady();
    assertThat(pair.lasting()).as("pods after the upgrade of the operator").isEqualTo(before);
    Stack.shared().release(tag);

    pair.patch("spec: {producer: {image: null}, streaming: {image: null, resources: null}}");
    pair.awaitReady();
    Instant changed = Instant.now();
    pair.patch("spec: {batch: {schedule: '" + PairUnderTest.OFTEN + "'}}");
    pair.awaitFinal(changed);
    pair.awaitRight();
  }

  private static String next(String image) {
    return Stack.shared().settings().image(image) + ":next";
  }

  private static void rolls(PairUnderTest pair, String what, String patch, Set<String> parts) {
    Map<String, Set<String>> before = pair.lasting();
    Timeline.tell("kubectl patch: %s", what);
    pair.patch(patch);
    Eventually.await(
        "what is about " + what + " has rolled",
        ROLLED,
        () -> {
          Map<String, Set<String>> now = pair.lasting();
          Set<String> rolled = new HashSet<>();
          now.forEach(
              (part, ids) -> {
                if (!ids.isEmpty() && !ids.equals(before.get(part))) {
                  rolled.add(part);
                }
              });
          return rolled.containsAll(parts) && pair.isReady();
        });
    Map<String, Set<String>> after = pair.lasting();
    after.forEach(
        (part, ids) -> {
          if (!parts.contains(part)) {
            assertThat(ids)
                .as("pods of %s after a change of %s", part, what)
                .isEqualTo(before.get(part));
          }
        });
  }
}
