package io.finsolutions.pipeline.operator.cluster;

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
import io.fabric8.kubernetes.client.dsl.Deletable;
import io.finsolutions.pipeline.harness.Eventually;
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
    try (Surrounding surrounding = Surrounding.create();
        OperatorProcess operator =
            new OperatorProcess(surrounding.client().getConfiguration(), HEAP_MEGABYTES)) {
      run(surrounding, operator);
    }
  }

  private static void run(Surrounding surrounding, OperatorProcess operator)
      throws InterruptedException {
    // Pods that run would let the first pairs go on, at the cost of those that nobody has seen to.
    surrounding.holdPods();
    long start = System.nanoTime();
    IntStream.range(0, PAIRS).parallel().forEach(number -> apply(surrounding, number));
    say("created after %.0f s", seconds(start));
    // Asked of the operator: to list so many pairs over and over would be most of the load.
    Eventually.await("all wait for pods", LONGEST, () -> operator.pairs("Starting") == PAIRS);
    say("all reconciled as far as it goes without a pod after %.0f s", seconds(start));
    long pods = System.nanoTime();
    surrounding.letPodsRun();
    Eventually.await("all pairs are ready", LONGEST, () -> operator.pairs("Running") == PAIRS);
    say("all ready %.0f s after pods may run", seconds(pods));
    say("operator's cpu time so far %.0f s", operator.cpuTime().toMillis() / 1e3);
    idle(operator);
    KubernetesClient client = surrounding.client();
    String namespace = surrounding.namespace();
    long deletion = System.nanoTime();
    // One by one: to delete the whole collection in a request takes longer than a request may.
    IntStream.range(0, PAIRS)
        .parallel()
        .mapToObj(ThousandPairsIT::name)
        .map(client.resources(CryptoPipeline.class).inNamespace(namespace)::withName)
        .forEach(Deletable::delete);
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

  private static void apply(Surrounding surrounding, int number) {
    surrounding.apply(
        name(number),
        """
        tradingPair: P%d-USD
        kafka: {clusterRef: {name: %s}}
        deletionPolicy: Delete
        """
            .formatted(number, Surrounding.CLUSTER));
  }

  private static String name(int number) {
    return "p" + number + "-usd";
  }

  private static long count(KubernetesClient client, String namespace) {
    return client.resources(CryptoPipeline.class).inNamespace(namespace).list().getItems().size();
  }

  /** What the operator has made and is still there. */
  private static List<String> left(KubernetesClient client, String namespace) {
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
                    .inNamespace(namespace)
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
