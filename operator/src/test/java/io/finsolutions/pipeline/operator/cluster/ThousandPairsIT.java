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
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.finsolutions.pipeline.harness.Eventually;
import io.finsolutions.pipeline.harness.Scope;
import io.finsolutions.pipeline.harness.StandInKubelet;
import io.finsolutions.pipeline.harness.StandInSparkOperator;
import io.finsolutions.pipeline.harness.StandInTopicOperator;
import io.finsolutions.pipeline.harness.TestNamespace;
import io.finsolutions.pipeline.operator.api.CryptoPipeline;
import io.finsolutions.pipeline.operator.foreign.KafkaTopic;
import io.finsolutions.pipeline.operator.foreign.PodMonitor;
import io.finsolutions.pipeline.operator.foreign.SparkApplication;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many pairs at once. How many, the property {@code pipeline.pairs} says. */
class ThousandPairsIT {
  private static final int PAIRS = Integer.getInteger("pipeline.pairs", 20);
  private static final int HEAP_MEGABYTES = 512;
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Duration QUIET = Duration.ofSeconds(20);
  private static final double MEGABYTE = 1 << 20;

  @Test
  void allOfManyPairsGetReadyAndGoWithoutATrace() throws Exception {
    KubernetesClient client = Surrounding.preparedClient();
    try (TestNamespace namespace = TestNamespace.create(client, "many")) {
      Scope scope = Scope.namespaces(namespace.name());
      try (StandInKubelet kubelet = StandInKubelet.start(client, scope);
          StandInTopicOperator topics = StandInTopicOperator.start(client, scope);
          StandInSparkOperator spark = StandInSparkOperator.startWithDriverPods(client, scope);
          OperatorProcess operator =
              new OperatorProcess(client.getConfiguration(), HEAP_MEGABYTES)) {
        client.resource(Surrounding.kafka(Surrounding.CLUSTER, namespace.name())).create();
        run(client, namespace, operator);
        assertThat(kubelet).isNotNull();
        assertThat(spark).isNotNull();
        assertThat(topics.topics(namespace.name())).isEmpty();
      }
    }
  }

  private static void run(
      KubernetesClient client, TestNamespace namespace, OperatorProcess operator)
      throws InterruptedException {
    long start = System.nanoTime();
    IntStream.range(0, PAIRS).parallel().forEach(number -> apply(client, namespace, number));
    say("created after %.0f s", seconds(start));
    // Asked of the operator: to list so many pairs over and over would be most of the load.
    Eventually.await("a status of each pair", LONGEST, () -> operator.pairs("") == PAIRS);
    say("every pair looked at after %.0f s", seconds(start));
    Eventually.await("all pairs are ready", LONGEST, () -> operator.pairs("Running") == PAIRS);
    say("all ready after %.0f s", seconds(start));
    say("operator's cpu time so far %.0f s", operator.cpuTime().toMillis() / 1e3);
    idle(operator);
    long deletion = System.nanoTime();
    client.resources(CryptoPipeline.class).inNamespace(namespace.name()).delete();
    Eventually.await("no pair is seen to", LONGEST, () -> operator.pairs("") == 0);
    Eventually.await("all pairs are gone", LONGEST, () -> count(client, namespace) == 0);
    Eventually.await("nothing is left", LONGEST, () -> left(client, namespace).isEmpty());
    say("all gone after %.0f s", seconds(deletion));
  }

  private static void idle(OperatorProcess operator) throws InterruptedException {
    Duration before = operator.cpuTime();
    long start = System.nanoTime();
    // The time itself is what is measured here.
    Thread.sleep(QUIET.toMillis());
    double cores = operator.cpuTime().minus(before).toMillis() / 1e3 / seconds(start);
    say(
        "idle: %.2f cores; heap used %.0f MB of %d",
        cores, operator.metric("jvm_memory_used_bytes{area=\"heap\"") / MEGABYTE, HEAP_MEGABYTES);
  }

  private static void apply(KubernetesClient client, TestNamespace namespace, int number) {
    CryptoPipeline pair =
        Serialization.unmarshal(
            """
            apiVersion: finsolutions.io/v1alpha1
            kind: CryptoPipeline
            metadata: {name: p%d-usd, namespace: %s}
            spec:
              tradingPair: P%d-USD
              kafka: {clusterRef: {name: %s}}
              deletionPolicy: Delete
            """
                .formatted(number, namespace, number, Surrounding.CLUSTER),
            CryptoPipeline.class);
    client.resource(pair).create();
  }

  private static long count(KubernetesClient client, TestNamespace namespace) {
    return client
        .resources(CryptoPipeline.class)
        .inNamespace(namespace.name())
        .list()
        .getItems()
        .size();
  }

  /** What the operator has made and is still there. */
  private static List<String> left(KubernetesClient client, TestNamespace namespace) {
    List<Class<? extends HasMetadata>> kinds =
        List.of(
            KafkaTopic.class,
            SparkApplication.class,
            PodMonitor.class,
            Deployment.class,
            StatefulSet.class,
            Service.class,
            Job.class,
            CronJob.class,
            NetworkPolicy.class,
            Secret.class,
            PersistentVolumeClaim.class);
    return kinds.stream()
        .flatMap(
            kind ->
                client
                    .resources(kind)
                    .inNamespace(namespace.name())
                    .withLabel("app.kubernetes.io/managed-by", "cryptopipeline-operator")
                    .list()
                    .getItems()
                    .stream())
        .map(one -> one.getKind() + " " + one.getMetadata().getName())
        .toList();
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static void say(String what, Object... values) {
    System.out.printf(Locale.ROOT, PAIRS + " pairs: " + what + "%n", values);
  }
}
