package io.finsolutions.pipeline.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.finsolutions.pipeline.harness.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Who changes a password changes a Secret: the pods roll, and rows go on. */
@OnRealNodes
@Order(5)
class RotationIT {
  private static final Duration ROLLED = Duration.ofMinutes(3);

  @Test
  void podsRollWithNewPasswordsAndRowsGoOn() {
    Stack stack = Stack.shared();
    PairUnderTest pair = PairUnderTest.alone("eth-usd", "ETH-USD");
    pair.apply("ScramSha512", "deletionPolicy: Delete");
    pair.awaitReady();

    Timeline.tell("a new password of the database");
    Map<String, Set<String>> before = pair.lasting();
    stack
        .client()
        .secrets()
        .inNamespace(stack.namespace())
        .withName("eth-usd-database")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"stringData\":{\"password\":\"another-one\"}}");
    awaitRolled(pair, before, "database", "streaming");
    fresh(pair);

    Timeline.tell("a new password of Kafka");
    before = pair.lasting();
    // As with Strimzi: the user operator makes a new one.
    stack.client().secrets().inNamespace(stack.namespace()).withName("eth-usd").delete();
    awaitRolled(pair, before, "producer", "streaming");
    fresh(pair);

    pair.awaitFinal(Instant.now());
    pair.awaitRight();
    pair.delete();
  }

  private static void awaitRolled(
      PairUnderTest pair, Map<String, Set<String>> before, String... parts) {
    Eventually.passes(
        ROLLED,
        () -> {
          Map<String, Set<String>> now = pair.lasting();
          for (String part : parts) {
            assertThat(now.get(part)).as(part).isNotEmpty().isNotEqualTo(before.get(part));
          }
          assertThat(pair.isReady()).as("Ready").isTrue();
        });
  }

  private static void fresh(PairUnderTest pair) {
    try (RowWatch watch = pair.watch()) {
      Eventually.await("rows are fresh", ROLLED, () -> watch.isFreshFor(Duration.ofSeconds(3)));
    }
  }
}
