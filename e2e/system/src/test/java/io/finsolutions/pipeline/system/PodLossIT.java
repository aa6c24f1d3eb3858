package io.finsolutions.pipeline.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.finsolutions.pipeline.harness.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Each pod deleted in turn while trades flow: everything comes back by itself, nothing is lost or
 * counted twice, and the status says meanwhile what is wrong.
 */
@OnRealNodes
@Order(2)
class PodLossIT {
  private static final Duration BACK = Duration.ofMinutes(2);
  private static final Duration SPELL = Duration.ofSeconds(3);

  /**
   * A pod to lose.
   *
   * @param asked within what time rows have to be fresh again; of database and broker, from when
   *     they are ready
   * @param told what the status has to name meanwhile as not working; nothing, if it need not
   */
  private record Loss(
      String what,
      Supplier<List<Pod>> pods,
      Optional<Duration> asked,
      boolean fromReady,
      Optional<String> told) {
    boolean isIn(String message) {
      return told.filter(message::contains).isPresent();
    }
  }

  /** How a loss was recovered from. */
  private record Recovery(Loss loss, Duration toReady, Duration toFresh) {
    Duration sinceReady() {
      Duration since = toFresh.minus(toReady);
      return since.isNegative() ? Duration.ZERO : since;
    }

    Duration counted() {
      return loss.fromReady() ? sinceReady() : toFresh;
    }

    List<String> row() {
      return List.of(
          loss.what(),
          Timeline.seconds(toReady),
          Timeline.seconds(toFresh),
          Timeline.seconds(sinceReady()),
          loss.asked().map(PodLossIT::asked).orElse("")
              + (loss.fromReady() ? " since it is ready" : ""));
    }
  }

  @Test
  void everyPodComesBackByItselfAndNoTradeIsLost() {
    Stack stack = Stack.shared();
    PairUnderTest pair = PairUnderTest.running();
    // A batch run takes a core for a while, which is another test's.
    pair.patch("spec: {batch: {schedule: '" + PairUnderTest.NEVER + "'}}");
    Eventually.await("the last batch run has ended", BACK, () -> pair.pods("batch").isEmpty());
    List<Recovery> recoveries = new ArrayList<>();
    try (RowWatch watch = pair.watch()) {
      for (Loss loss : losses(stack, pair)) {
        recoveries.add(lose(stack, pair, watch, loss));
        pair.awaitRight();
      }
    }
    List<List<String>> table = new ArrayList<>();
    table.add(
        List.of(
            "pod deleted", "ready again, s", "rows fresh again, s", "since ready, s", "asked, s"));
    recoveries.forEach(recovery -> table.add(recovery.row()));
    Timeline.table("From the loss of a pod to fresh rows", table);

    Instant lost = Instant.now();
    pair.patch("spec: {batch: {schedule: '" + PairUnderTest.OFTEN + "'}}");
    pair.awaitFinal(lost);
    pair.awaitRight();
    for (Recovery recovery : recoveries) {
      recovery
          .loss()
          .asked()
          .ifPresent(
              asked ->
                  assertThat(recovery.counted())
                      .as("until rows are fresh after the loss of %s", recovery.loss().what())
                      .isLessThanOrEqualTo(asked.multipliedBy(patience())));
    }
  }

  private static String asked(Duration asked) {
    return Long.toString(asked.toSeconds());
  }

  /** How many times longer than asked it may take, on a machine that has more to do. */
  private static int patience() {
    return Integer.getInteger("e2e.patience");
  }

  private static List<Loss> losses(Stack stack, PairUnderTest pair) {
    List<Loss> losses = new ArrayList<>();
    losses.add(
        new Loss(
            "producer",
            () -> pair.pods("producer"),
            Optional.of(Duration.ofSeconds(15)),
            false,
            Optional.of("producer")));
    losses.add(
        new Loss(
            "driver",
            () -> driver(pair),
            Optional.of(Duration.ofSeconds(25)),
            false,
            Optional.of("streaming")));
    if (stack.settings().executors() > 0) {
      losses.add(
          new Loss("executor", () -> executors(pair), Optional.empty(), false, Optional.empty()));
    }
    losses.add(
        new Loss(
            "database",
            () -> pair.pods("database"),
            Optional.of(Duration.ofSeconds(6)),
            true,
            Optional.of("database")));
    losses.add(
        new Loss(
            "broker",
            () -> pods(stack, Map.of("app", "kafka")),
            Optional.of(Duration.ofSeconds(6)),
            true,
            Optional.empty()));
    losses.add(
        new Loss(
            "operator",
            () -> pods(stack, Map.of("app.kubernetes.io/instance", Stack.RELEASE)),
            Optional.empty(),
            false,
            Optional.empty()));
    return losses;
  }

  private static Recovery lose(Stack stack, PairUnderTest pair, RowWatch watch, Loss loss) {
    Eventually.await("rows are fresh", BACK, () -> watch.isFreshFor(SPELL));
    Eventually.await(pair.name() + " is Ready", BACK, pair::isReady);
    List<Pod> pods = loss.pods().get();
    List<String> lost = ids(pods);
    assertThat(lost).as("pods of %s", loss.what()).isNotEmpty();
    Timeline.tell("kubectl delete pod: %s", loss.what());
    Instant moment = Instant.now();
    pods.forEach(pod -> stack.client().resource(pod).delete());
    Eventually.await(
        loss.what() + " is ready again",
        BACK,
        () -> loss.pods().get().stream().anyMatch(pod -> isNewAndReady(pod, lost)));
    Pod back =
        loss.pods().get().stream()
            .filter(pod -> isNewAndReady(pod, lost))
            .findFirst()
            .orElseThrow();
    Instant ready = stack.witness().readySince(back).orElseGet(Instant::now);
    // Until it has ended, the old one may go on counting beside the new one.
    Eventually.await(
        "the old " + loss.what() + " has ended",
        BACK,
        () -> pods.stream().noneMatch(pod -> isThere(stack, pod)));
    Instant gone = Instant.now();
    Eventually.await(
        "rows are fresh after the loss of " + loss.what(),
        BACK,
        () -> watch.isFreshFor(SPELL, gone));
    Recovery recovery =
        new Recovery(loss, Duration.between(moment, ready), watch.recoveredAfter(moment));
    Timeline.tell(
        "%s: ready after %s s, rows fresh after %s s",
        loss.what(), Timeline.seconds(recovery.toReady()), Timeline.seconds(recovery.toFresh()));
    Eventually.await(pair.name() + " is Ready again", BACK, pair::isReady);
    if (loss.told().isPresent()) {
      assertThat(stack.witness().statements(pair.name(), moment))
          .as("what the status said while %s was away", loss.what())
          .anyMatch(said -> said.ready().equals("False") && loss.isIn(said.message()));
    }
    return recovery;
  }

  private static boolean isThere(Stack stack, Pod pod) {
    Pod found = stack.client().resource(pod).get();
    return found != null && found.getMetadata().getUid().equals(pod.getMetadata().getUid());
  }

  private static boolean isNewAndReady(Pod pod, List<String> old) {
    return !old.contains(pod.getMetadata().getUid()) && Witness.isReady(pod);
  }

  private static List<Pod> driver(PairUnderTest pair) {
    return pair.pods("streaming").stream().filter(pod -> hasRole(pod, "driver")).toList();
  }

  private static List<Pod> executors(PairUnderTest pair) {
    return pair.pods("streaming").stream().filter(pod -> hasRole(pod, "executor")).toList();
  }

  private static boolean hasRole(Pod pod, String role) {
    return role.equals(pod.getMetadata().getLabels().get("spark-role"));
  }

  private static List<Pod> pods(Stack stack, Map<String, String> labels) {
    return stack
        .client()
        .pods()
        .inNamespace(stack.namespace())
        .withLabels(labels)
        .list()
        .getItems()
        .stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .toList();
  }

  private static List<String> ids(List<Pod> pods) {
    return pods.stream().map(pod -> pod.getMetadata().getUid()).toList();
  }
}
