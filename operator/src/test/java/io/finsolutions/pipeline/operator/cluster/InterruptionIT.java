package io.finsolutions.pipeline.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.finsolutions.pipeline.harness.Eventually;
import io.finsolutions.pipeline.operator.foreign.KafkaTopic;
import io.finsolutions.pipeline.operator.foreign.SparkApplication;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * An operator that ends in the middle of its work, at any place: the first can write about pair p07
 * seven times, and no more; then another takes its place.
 */
class InterruptionIT {
  private static final int MOST_WRITES = 20;
  private static final Pattern PAIR = Pattern.compile("/p(\\d\\d)[^/]*(/status)?$");
  private static final Map<Class<? extends HasMetadata>, Integer> MADE =
      Map.of(
          Deployment.class, 1,
          StatefulSet.class, 1,
          CronJob.class, 1,
          Job.class, 1,
          Service.class, 2,
          Secret.class, 1,
          PersistentVolumeClaim.class, 1,
          NetworkPolicy.class, 5,
          KafkaTopic.class, 3,
          SparkApplication.class, 1);

  private final Map<Integer, AtomicInteger> writes = new ConcurrentHashMap<>();

  @Test
  void whereverAnOperatorEndsTheNextGoesOnAndNothingIsMadeTwice() throws InterruptedException {
    Surrounding surrounding = Surrounding.create();
    List<Integer> numbers = IntStream.rangeClosed(1, MOST_WRITES).boxed().toList();
    try {
      TestOperator first =
          TestOperator.of(surrounding.client().getConfiguration(), surrounding.namespace())
              .astray(this::isOneTooMany)
              .start();
      numbers.forEach(number -> surrounding.applyOwn(name(number)));
      Eventually.await(
          "it has written as often as it can",
          () ->
              numbers.stream()
                  .allMatch(
                      number -> writes.containsKey(number) && writes.get(number).get() > number));
      first.close();
      assertThat(numbers)
          .as("pairs that are ready already")
          .noneMatch(number -> isReady(surrounding, number));

      try (TestOperator second =
          TestOperator.start(surrounding.client().getConfiguration(), surrounding.namespace())) {
        numbers.forEach(number -> surrounding.awaitReady(name(number)));
        assertThat(second.requests().forbidden()).isEmpty();
      }
      numbers.forEach(number -> assertMadeOnce(surrounding, number));
    } finally {
      surrounding.close();
    }
  }

  private boolean isOneTooMany(String method, String path) {
    Matcher pair = PAIR.matcher(path);
    if (method.equals("GET") || !pair.find()) {
      return false;
    }
    int number = Integer.parseInt(pair.group(1));
    return writes.computeIfAbsent(number, none -> new AtomicInteger()).incrementAndGet() > number;
  }

  private static boolean isReady(Surrounding surrounding, int number) {
    return surrounding.pair(name(number)).getStatus() != null
        && surrounding.pair(name(number)).getStatus().firstReadyAt() != null;
  }

  private static void assertMadeOnce(Surrounding surrounding, int number) {
    MADE.forEach(
        (kind, count) ->
            assertThat(surrounding.made(kind, name(number)).values())
                .as(kind.getSimpleName() + " of " + name(number))
                .hasSize(count));
    assertThat(surrounding.submissions(name(number))).isEqualTo(1);
  }

  private static String name(int number) {
    return "p%02d".formatted(number);
  }
}
