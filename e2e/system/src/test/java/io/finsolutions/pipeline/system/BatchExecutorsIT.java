package io.finsolutions.pipeline.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.finsolutions.pipeline.harness.Eventually;
import io.finsolutions.pipeline.service.FailedException;
import io.finsolutions.pipeline.verify.Verification;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A run of the batch layer whose topic two executor pods read. */
@OnRealNodes
@Order(10)
class BatchExecutorsIT {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** So many are worth a second reader. */
  private static final long ENOUGH_TRADES = 1_500;

  private final Stack stack = Stack.shared();

  @Test
  void twoExecutorsShareTheTradesOfARunAndItsRowsAreRight() {
    PairUnderTest pair = PairUnderTest.alone("eth-usd", "ETH-USD");
    pair.apply(
        "None", "executors: 2\nresources: {limits: {memory: 800Mi}}", "deletionPolicy: Delete");
    pair.patch("spec: {batch: {schedule: '" + PairUnderTest.NEVER + "'}}");
    pair.awaitReady();
    awaitTrades(pair);

    Set<String> seen = ConcurrentHashMap.newKeySet();
    Watch executors = watchExecutors(pair, seen);
    JobByHand run = JobByHand.start(stack, pair.schedule(), "run");
    try {
      run.awaitSuccess();
    } finally {
      executors.close();
    }
    assertThat(seen).as("executor pods that were up").hasSize(2);
    assertThat(run.said()).containsPattern("tasks_by_executor=\\{1=\\d+, 2=\\d+}");
    Eventually.await(
        "the executor pods are gone",
        LIMIT,
        () ->
            stack
                .client()
                .pods()
                .inNamespace(stack.namespace())
                .withLabels(executors(pair))
                .list()
                .getItems()
                .isEmpty());
    Verification right = pair.awaitRight();
    assertThat(right.finalSeconds()).as("final seconds").isPositive();
    run.said()
        .lines()
        .filter(line -> line.contains("done"))
        .forEach(line -> Timeline.tell("%s", line));
    run.delete();
    pair.delete();
  }

  private void awaitTrades(PairUnderTest pair) {
    try (Database database = pair.database()) {
      Eventually.await(
          "there is enough for two to read",
          LIMIT,
          () -> {
            try {
              return database.verify(stack.exchange()).trades() >= ENOUGH_TRADES;
            } catch (FailedException e) {
              return false;
            }
          });
    }
  }

  private Watch watchExecutors(PairUnderTest pair, Set<String> seen) {
    return stack
        .client()
        .pods()
        .inNamespace(stack.namespace())
        .withLabels(executors(pair))
        .watch(
            new Watcher<Pod>() {
              @Override
              public void eventReceived(Action action, Pod pod) {
                if ("Running".equals(pod.getStatus().getPhase())) {
                  seen.add(pod.getMetadata().getName());
                }
              }

              @Override
              public void onClose(WatcherException cause) {
                Timeline.tell("  the watch of executors ended: %s", cause.getMessage());
              }
            });
  }

  private static Map<String, String> executors(PairUnderTest pair) {
    Map<String, String> labels = new HashMap<>(pair.labels("batch"));
    labels.put("spark-role", "executor");
    return labels;
  }
}
